/** The answers to who read a key: what a pair of records says, and the cursor between pages; free of I/O. */
@NullMarked
package dev.habittracker.auditconsumer.query;

import org.jspecify.annotations.NullMarked;
