/** Events, statuses and dead letters as Kafka records, and the topics themselves, for any Kafka client. */
@NullMarked
package dev.habittracker.events.kafka;

import org.jspecify.annotations.NullMarked;
