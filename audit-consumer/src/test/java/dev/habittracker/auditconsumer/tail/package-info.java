/** Tests of splitting and of the decisions on files. */
@NullMarked
package dev.habittracker.auditconsumer.tail;

import org.jspecify.annotations.NullMarked;
