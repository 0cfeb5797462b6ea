/** The topic of key events on a real Kafka broker. */
@NullMarked
package dev.habittracker.rotator.kafka;

import org.jspecify.annotations.NullMarked;
