package dev.habittracker.keyring.spring;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.habittracker.events.Topics;
import dev.habittracker.keyring.kafka.KafkaBusSettings;

/// Where changes are told.
///
/// @param bootstrapServers `host:port`, several with commas between them; absent, Vault is polled and nothing else
/// @param topicPrefix      set before the names of all topics
/// @param replication      on how many brokers a topic is kept that is missing and made by this service
/// @param properties       further properties of all Kafka clients, such as those for TLS and SASL
@ConfigurationProperties("keyring.kafka")
public record KeyringKafkaProperties(@Nullable String bootstrapServers, @DefaultValue("") String topicPrefix,
        @DefaultValue("1") int replication, @DefaultValue Map<String, String> properties) {

    /// The settings of the bus; `null` where there is none.
    @Nullable
    KafkaBusSettings toSettings() {
        return bootstrapServers == null || bootstrapServers.isBlank()
                ? null
                : new KafkaBusSettings(bootstrapServers, new Topics(topicPrefix), replication, properties);
    }
}
