package dev.habittracker.auditconsumer.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are missing, and refuses those that contradict how they must be. */
public final class TopicSetup {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
    private static final int KNOWN_ATTEMPTS = 100;
    private static final Duration KNOWN_DELAY = Duration.ofMillis(100);

    private TopicSetup() {}

    /** The topics are not as they must be; the message has one sentence for each thing to change. */
    public static final class TopicsRefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TopicsRefusedException(List<String> contradictions) {
            super(String.join("; ", contradictions));
        }
    }

    /**
     * Creates and checks.
     *
     * @throws TopicsRefusedException if a topic contradicts
     * @throws KafkaException if Kafka cannot be reached or refuses
     */
    public static void prepare(Admin admin, List<TopicSpec> specs) {
        List<String> contradictions = new ArrayList<>();
        for (TopicSpec spec : specs) {
            TopicDescription topic = describe(admin, spec.name()).orElseGet(() -> create(admin, spec));
            int copies = topic.partitions().stream().map(TopicPartitionInfo::replicas).mapToInt(List::size).min()
                    .orElse(0);
            contradictions.addAll(
                    TopicCheck.contradictions(spec, topic.partitions().size(), copies, settings(admin, spec.name())));
        }
        if (!contradictions.isEmpty()) {
            throw new TopicsRefusedException(contradictions);
        }
    }

    private static TopicDescription create(Admin admin, TopicSpec spec) {
        NewTopic topic = new NewTopic(spec.name(), Optional.of(spec.partitions()),
                spec.replication() < 1 ? Optional.empty() : Optional.of(spec.replication()));
        try {
            get(admin.createTopics(List.of(topic.configs(spec.settings()))).all());
            LOG.info("created the topic {} with {} partitions", spec.name(), spec.partitions());
        } catch (TopicExistsException e) {
            LOG.debug("the topic {} was created by another process meanwhile", spec.name());
        }
        return awaitKnown(admin, spec.name());
    }

    /** The controller answers before every broker has heard of a new topic. */
    private static TopicDescription awaitKnown(Admin admin, String name) {
        for (int attempt = 0; attempt < KNOWN_ATTEMPTS; attempt++) {
            Optional<TopicDescription> topic = describe(admin, name);
            if (topic.isPresent()) {
                return topic.get();
            }
            LockSupport.parkNanos(KNOWN_DELAY.toNanos());
        }
        throw new KafkaException("the topic " + name + " was created, but the brokers do not know it yet");
    }

    private static Optional<TopicDescription> describe(Admin admin, String name) {
        try {
            return Optional.ofNullable(get(admin.describeTopics(List.of(name)).allTopicNames()).get(name));
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> settings(Admin admin, String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        Map<String, String> settings = new HashMap<>();
        Config config = get(admin.describeConfigs(List.of(resource)).all()).get(resource);
        if (config != null) {
            config.entries().forEach(entry -> {
                if (entry.value() != null) {
                    settings.put(entry.name(), entry.value());
                }
            });
        }
        return settings;
    }

    static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for Kafka", e);
        }
    }
}
