/** Kafka: topics, the tail's transactions and checkpoints, the consumer that feeds the store, dead letters. */
@NullMarked
package dev.habittracker.auditconsumer.kafka;

import org.jspecify.annotations.NullMarked;
