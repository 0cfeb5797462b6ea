/** Kafka as a rotator needs it: sends events, reads the tail of their topic, hears members on every partition. */
@NullMarked
package dev.habittracker.rotator.kafka;

import org.jspecify.annotations.NullMarked;
