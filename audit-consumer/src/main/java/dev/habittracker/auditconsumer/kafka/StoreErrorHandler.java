package dev.habittracker.auditconsumer.kafka;

import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Tries a batch again until it is stored: a database that is away costs time and nothing else. Where the topic has
 * deleted what was to be read next, says so and goes on at its start.
 */
public final class StoreErrorHandler extends DefaultErrorHandler {

    private static final long FIRST_DELAY_MS = 500;
    private static final double FACTOR = 2;
    private static final long LONGEST_DELAY_MS = 10_000;

    private final Assignments assignments;

    /** @param assignments moves the consumer */
    public StoreErrorHandler(Assignments assignments) {
        super(endless());
        // By default some exceptions are taken for final, and their batch would be skipped.
        setClassifications(Map.of(), true);
        this.assignments = assignments;
    }

    @Override
    public void handleOtherException(
            Exception thrown,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            boolean batchListener) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidOffsetException nowhere) {
                reposition(consumer, nowhere.partitions(), container);
                return;
            }
        }
        super.handleOtherException(thrown, consumer, container, batchListener);
    }

    private void reposition(
            Consumer<?, ?> consumer,
            Set<TopicPartition> partitions,
            MessageListenerContainer container) {
        try {
            assignments.position(consumer, partitions);
        } catch (RuntimeException e) {
            pause(container);
            throw e;
        }
    }

    private static void pause(MessageListenerContainer container) {
        try {
            ListenerUtils.stoppableSleep(container, FIRST_DELAY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ExponentialBackOff endless() {
        ExponentialBackOff delays = new ExponentialBackOff(FIRST_DELAY_MS, FACTOR);
        delays.setMaxInterval(LONGEST_DELAY_MS);
        return delays;
    }
}
