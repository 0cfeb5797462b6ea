package dev.habittracker.auditconsumer.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.habittracker.auditconsumer.record.Chunk;
import dev.habittracker.auditconsumer.record.LineCoordinates;
import dev.habittracker.auditconsumer.record.Source;
import dev.habittracker.auditconsumer.ship.FencedException;
import dev.habittracker.auditconsumer.ship.RecordLog;
import dev.habittracker.auditconsumer.tail.Checkpoint;

/**
 * The record log on Kafka. Lines and checkpoint go in one transaction; the transactional id is that of node and device,
 * so a second tail of the same fences the first. {@code initTransactions} comes before the checkpoints are read: only
 * then can nothing be added any more to what is read.
 */
public final class KafkaRecordLog implements RecordLog {

    private final Source source;
    private final AuditKafkaProperties properties;
    private final Map<String, Object> producerSettings;
    private final CheckpointReader checkpoints;

    /**
     * @param source whose lines these are
     * @param properties topics and sizes
     * @param commonProducer settings that every producer needs to reach the brokers
     * @param commonConsumer settings that every consumer needs to reach the brokers
     */
    public KafkaRecordLog(
            Source source,
            AuditKafkaProperties properties,
            Map<String, Object> commonProducer,
            Map<String, Object> commonConsumer) {
        this.source = source;
        this.properties = properties;
        this.producerSettings = new HashMap<>(commonProducer);
        producerSettings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                properties.topicPrefix() + "audit-tail/" + source.node() + "/" + source.device());
        producerSettings.put(ProducerConfig.ACKS_CONFIG, "all");
        producerSettings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producerSettings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Math.toIntExact(properties.transactionTimeout().toMillis()));
        producerSettings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, properties.maxRequestBytes());
        this.checkpoints = new CheckpointReader(properties.names().auditCheckpoints(), commonConsumer,
                properties.transactionTimeout().plus(Duration.ofSeconds(30)));
    }

    @Override
    public Session open() {
        Producer<String, byte[]> producer = new KafkaProducer<>(producerSettings, new StringSerializer(),
                new ByteArraySerializer());
        try {
            producer.initTransactions();
            return new KafkaSession(producer, checkpoints.read(source));
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw fenced(e);
        }
    }

    private static RuntimeException fenced(RuntimeException e) {
        boolean overtaken = e instanceof ProducerFencedException || e instanceof InvalidProducerEpochException
                || e.getCause() instanceof ProducerFencedException
                || e.getCause() instanceof InvalidProducerEpochException;
        return overtaken ? new FencedException(e) : e;
    }

    private final class KafkaSession implements Session {

        private final Producer<String, byte[]> producer;
        private final List<Checkpoint> checkpoints;

        KafkaSession(Producer<String, byte[]> producer, List<Checkpoint> checkpoints) {
            this.producer = producer;
            this.checkpoints = checkpoints;
        }

        @Override
        public List<Checkpoint> checkpoints() {
            return checkpoints;
        }

        @Override
        public void begin() {
            unlessFenced(producer::beginTransaction);
        }

        @Override
        public void send(LineCoordinates line, Chunk chunk, byte[] bytes) {
            // A failed send makes the commit fail, so nobody has to look at the future.
            unlessFenced(() -> producer.send(new ProducerRecord<>(properties.names().auditRecords(), null,
                    LineHeaders.key(line.source(), line.file()), bytes, LineHeaders.of(line, chunk))));
        }

        @Override
        public void commit(Checkpoint checkpoint) {
            unlessFenced(() -> {
                producer.send(new ProducerRecord<>(properties.names().auditCheckpoints(),
                        LineHeaders.key(checkpoint.source(), checkpoint.file()), CheckpointJson.write(checkpoint)));
                producer.commitTransaction();
            });
        }

        /** An open transaction is undone by the next session's {@code initTransactions}, or by the broker in time. */
        @Override
        public void close() {
            producer.close(Duration.ZERO);
        }

        private void unlessFenced(Runnable action) {
            try {
                action.run();
            } catch (RuntimeException e) {
                throw fenced(e);
            }
        }
    }
}
