/** Tests of reading audit lines, on recorded ones. */
@NullMarked
package dev.habittracker.auditconsumer.record;

import org.jspecify.annotations.NullMarked;
