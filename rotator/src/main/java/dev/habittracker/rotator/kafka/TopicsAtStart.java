package dev.habittracker.rotator.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.events.TopicSettings;
import dev.habittracker.events.kafka.TopicSetup;
import dev.habittracker.events.kafka.TopicSetupException;
import dev.habittracker.keyring.kafka.KafkaBusSettings;

/// Creates the topics that are missing. Topics that contradict what the protocol needs stop the start; a Kafka that is
/// away does not, and is asked again until it answers.
public final class TopicsAtStart implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicsAtStart.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final KafkaBusSettings settings;
    private final List<TopicSettings> wanted;
    private final CountDownLatch stop = new CountDownLatch(1);

    /// @param settings how to reach the brokers
    /// @param wanted   the topics
    public TopicsAtStart(KafkaBusSettings settings, List<TopicSettings> wanted) {
        this.settings = settings;
        this.wanted = List.copyOf(wanted);
    }

    /// Sees to the topics now, or as soon as Kafka answers.
    ///
    /// @throws TopicSetupException where a topic is there and contradicts; the message says what to change
    public void ensure() {
        if (!attempt()) {
            Thread.ofVirtual().name("rotator-topics").start(this::untilDone);
        }
    }

    private void untilDone() {
        boolean done = false;
        while (!done && !stopped()) {
            try {
                done = attempt();
            } catch (TopicSetupException e) {
                LOG.error("the topics are not as they must be; no event is published until that is mended: {}",
                        e.getMessage());
            }
        }
    }

    private boolean attempt() {
        try (Admin admin = Admin.create(settings.common())) {
            new TopicSetup(admin, ANSWER_WITHIN).ensure(wanted);
            return true;
        } catch (TopicSetupException e) {
            if (!e.contradictions().isEmpty()) {
                throw e;
            }
            LOG.warn("the topics cannot be seen to yet: {}", e.getMessage());
            return false;
        }
    }

    private boolean stopped() {
        try {
            return stop.await(RETRY_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        stop.countDown();
    }
}
