package dev.habittracker.rotator.kafka;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.events.TopicSettings;
import dev.habittracker.events.Topics;
import dev.habittracker.keyring.kafka.KafkaBusSettings;
import dev.habittracker.rotator.reconcile.EventTopic;
import dev.habittracker.rotator.reconcile.EventTopicContract;

@DevStack
class KafkaEventTopicContractIT extends EventTopicContract {

    private KafkaEventTopic topic;

    @BeforeEach
    void connect(StackSlice slice) {
        Topics topics = new Topics(slice.topicPrefix() + Long.toHexString(System.nanoTime()) + ".");
        KafkaBusSettings settings = new KafkaBusSettings(slice.bootstrapServers(), topics, 1, Map.of());
        new TopicsAtStart(settings, TopicSettings.ofKeys(topics, 1)).ensure();
        topic = new KafkaEventTopic(settings);
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Override
    protected EventTopic topic() {
        return topic;
    }
}
