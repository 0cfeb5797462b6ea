package dev.habittracker.devstack.kafka;

/** A real Kafka broker that tests talk to. */
public interface KafkaServer extends AutoCloseable {

    /** The {@code bootstrap.servers} of a client. */
    String bootstrapServers();

    @Override
    void close();
}
