/** Hearing and telling over Kafka: events and statuses of a keyring. */
@NullMarked
package dev.habittracker.keyring.kafka;

import org.jspecify.annotations.NullMarked;
