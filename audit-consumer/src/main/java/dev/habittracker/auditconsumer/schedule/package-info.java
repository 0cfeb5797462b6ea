/** What is done again and again whoever asks: the days' partitions. */
@NullMarked
package dev.habittracker.auditconsumer.schedule;

import org.jspecify.annotations.NullMarked;
