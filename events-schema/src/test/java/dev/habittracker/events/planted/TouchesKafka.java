package dev.habittracker.events.planted;

import org.apache.kafka.clients.producer.ProducerRecord;

/// A class outside the `kafka` package that uses the client.
public final class TouchesKafka {

    private TouchesKafka() {}

    public static int partitionOf(ProducerRecord<String, String> sent) {
        return sent.partition();
    }
}
