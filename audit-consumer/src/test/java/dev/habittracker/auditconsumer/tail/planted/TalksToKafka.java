package dev.habittracker.auditconsumer.tail.planted;

import org.apache.kafka.common.TopicPartition;

import dev.habittracker.auditconsumer.kafka.AuditKafkaProperties;

/** Deciding code that knows of Kafka, and of the adapter to it. */
public final class TalksToKafka {

    private TalksToKafka() {}

    public static TopicPartition partition(AuditKafkaProperties properties) {
        return new TopicPartition(properties.names().auditRecords(), 0);
    }
}
