package dev.habittracker.keyring.planted.follow;

import org.apache.kafka.common.TopicPartition;

/// Planted: deciding code on Kafka.
record KnowsKafka(TopicPartition partition) {}
