/** From messages to rows: what is stored of each, and which one of a batch cannot be; free of I/O. */
@NullMarked
package dev.habittracker.auditconsumer.store;

import org.jspecify.annotations.NullMarked;
