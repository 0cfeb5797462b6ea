/** How an audit file is followed without loss or repetition: splitting into lines, identity, rotation, truncation; free of I/O. */
@NullMarked
package dev.habittracker.auditconsumer.tail;

import org.jspecify.annotations.NullMarked;
