package dev.habittracker.auditconsumer.store;

import java.util.UUID;

/**
 * A partition of the records topic.
 *
 * @param topic the topic's name
 * @param topicId its id, which a topic does not share with an earlier one of the same name
 * @param partition the partition's number
 */
public record Place(String topic, UUID topicId, int partition) {}
