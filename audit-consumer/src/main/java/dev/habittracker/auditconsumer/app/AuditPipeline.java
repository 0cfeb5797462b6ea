package dev.habittracker.auditconsumer.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

import dev.habittracker.auditconsumer.kafka.AuditKafkaProperties;
import dev.habittracker.auditconsumer.kafka.StoreContainer;
import dev.habittracker.auditconsumer.kafka.TopicSetup;
import dev.habittracker.auditconsumer.kafka.TopicSetup.TopicsRefusedException;
import dev.habittracker.auditconsumer.ship.Tail;
import dev.habittracker.auditconsumer.store.StoreStatus;

/**
 * The order of start: topics, then the consumers, then the tail. Topics that contradict the configuration end the start
 * with a message. A Kafka that is away does not: the service answers questions and tries again until Kafka is there.
 */
final class AuditPipeline implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AuditPipeline.class);
    private static final long RETRY_SECONDS = 5;

    private final Admin admin;
    private final AuditKafkaProperties kafka;
    private final ConcurrentMessageListenerContainer<byte[], byte[]> consumers;
    private final Optional<Tail> tail;
    private final StoreStatus status;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;
    private Thread starter = new Thread();

    AuditPipeline(
            Admin admin,
            AuditKafkaProperties kafka,
            ConcurrentMessageListenerContainer<byte[], byte[]> consumers,
            Optional<Tail> tail,
            StoreStatus status) {
        this.admin = admin;
        this.kafka = kafka;
        this.consumers = consumers;
        this.tail = tail;
        this.status = status;
    }

    @Override
    public void start() {
        running = true;
        try {
            TopicSetup.prepare(admin, kafka.specs());
            startParts();
        } catch (TopicsRefusedException e) {
            running = false;
            throw e;
        } catch (KafkaException e) {
            awaitKafka(e);
            starter = Thread.ofVirtual().name("await-kafka").start(this::startLater);
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tail.ifPresent(Tail::close);
        consumers.stop();
        running = false;
    }

    /** For how long the consumers have not reached their brokers. */
    Duration sinceHeartbeat() {
        return StoreContainer.sinceHeartbeat(consumers);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private synchronized void startParts() {
        consumers.start();
        tail.ifPresent(Tail::start);
        if (tail.isEmpty()) {
            LOG.info("audit.file is not set: nothing is followed here, only stored and answered");
        }
        status.failing("");
    }

    private void startLater() {
        try {
            while (!stopped.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                try {
                    TopicSetup.prepare(admin, kafka.specs());
                    startParts();
                    return;
                } catch (TopicsRefusedException e) {
                    LOG.error("nothing is followed and stored before this is changed: {}", e.getMessage());
                    status.failing(String.valueOf(e.getMessage()));
                } catch (RuntimeException e) {
                    awaitKafka(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitKafka(RuntimeException e) {
        LOG.warn("the topics cannot be prepared, trying again every {} s: {}", RETRY_SECONDS, e.toString());
        status.failing("the topics cannot be prepared, which is tried every " + RETRY_SECONDS
                + " s: is Kafka up, and may this service create topics? Nothing is followed and stored");
    }
}
