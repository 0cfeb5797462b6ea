package dev.habittracker.events.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

import dev.habittracker.events.CleanupPolicy;
import dev.habittracker.events.FoundTopic;
import dev.habittracker.events.TopicSettings;

/// The broker's topics in the contract's words.
final class BrokerTopics {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Admin admin;
    private final Duration timeout;

    BrokerTopics(Admin admin, Duration timeout) {
        this.admin = admin;
        this.timeout = timeout;
    }

    Optional<FoundTopic> find(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            TopicDescription description = only(get(admin.describeTopics(List.of(topic)).allTopicNames()));
            Config config = only(get(admin.describeConfigs(List.of(resource)).all()));
            return Optional.of(found(description, config));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw failure("Topic " + topic + " could not be looked at", e.getCause());
        }
    }

    /// A topic that was just created: the broker asked may not know of it yet.
    FoundTopic await(String topic) {
        long start = System.nanoTime();
        Optional<FoundTopic> found = find(topic);
        while (found.isEmpty()) {
            if (System.nanoTime() - start > timeout.toNanos()) {
                throw new TopicSetupException(
                        "Topic " + topic + " exists by one answer of the broker and is missing by "
                                + "another: start again once the broker is settled",
                        null);
            }
            pause();
            found = find(topic);
        }
        return found.get();
    }

    /// Whether the topic was created by this call; else it was there.
    boolean create(TopicSettings settings) {
        NewTopic topic = new NewTopic(settings.topic(), settings.partitions(), (short) settings.replication())
                .configs(configs(settings));
        try {
            get(admin.createTopics(List.of(topic)).all());
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw failure("Topic " + settings.topic() + " could not be created", e.getCause());
        }
    }

    private static Map<String, String> configs(TopicSettings settings) {
        Map<String, String> configs = new HashMap<>();
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, settings.cleanup().configValue());
        configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(settings.minInSync()));
        if (settings.cleanup() == CleanupPolicy.DELETE) {
            configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(settings.retentionMillis()));
        }
        return configs;
    }

    private static FoundTopic found(TopicDescription description, Config config) {
        int replication = description.partitions().stream().mapToInt(partition -> partition.replicas().size()).min()
                .orElse(0);
        String policies = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        Set<CleanupPolicy> cleanup = Arrays.stream(CleanupPolicy.values())
                .filter(policy -> List.of(policies.split("\\s*,\\s*")).contains(policy.configValue()))
                .collect(Collectors.toUnmodifiableSet());
        long retention = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
        return new FoundTopic(description.name(), description.partitions().size(), replication,
                Integer.parseInt(config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value()), cleanup,
                retention < 0 ? null : Duration.ofMillis(retention));
    }

    private static <V> V only(Map<?, V> answers) {
        return answers.values().iterator().next();
    }

    private <T> T get(KafkaFuture<T> answer) throws ExecutionException {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TopicSetupException("The Kafka broker did not answer within " + timeout
                    + ": check the bootstrap servers and that the broker is up", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicSetupException("Interrupted while waiting for the Kafka broker", e);
        }
    }

    private static TopicSetupException failure(String what, @Nullable Throwable cause) {
        String advice = switch (cause) {
            case AuthorizationException denied ->
                "give this service's principal Create, Describe and DescribeConfigs on it";
            case InvalidReplicationFactorException tooMany ->
                "configure a replication of at most the number of brokers";
            case org.apache.kafka.common.errors.TimeoutException late ->
                "check the bootstrap servers and that the broker is up";
            case null, default -> "the broker's answer was " + cause;
        };
        return new TopicSetupException(what + ": " + advice, cause);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicSetupException("Interrupted while waiting for the Kafka broker", e);
        }
    }
}
