package dev.habittracker.events.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.events.Contradiction;
import dev.habittracker.events.FoundTopic;
import dev.habittracker.events.TopicContradictions;
import dev.habittracker.events.TopicSettings;

/// Creates topics that are missing, and refuses those that fall short of what a service relies on. It never changes a
/// topic that is there: that is for those who run the broker.
///
/// The client's principal needs `Create`, `Describe` and `DescribeConfigs` on the topics.
public final class TopicSetup {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

    private final BrokerTopics topics;

    /// @param admin   a client of the broker; stays open
    /// @param timeout how long the broker may take for one answer
    public TopicSetup(Admin admin, Duration timeout) {
        this.topics = new BrokerTopics(admin, timeout);
    }

    /// Sees to it that every topic is there and as wanted. Several processes may do so at once.
    ///
    /// @throws TopicSetupException where topics fall short, or the broker refuses or does not answer; the message says what
    ///                             to change
    public void ensure(Collection<TopicSettings> wanted) {
        List<Contradiction> contradictions = new ArrayList<>();
        for (TopicSettings settings : wanted) {
            FoundTopic found = topics.find(settings.topic()).orElseGet(() -> create(settings));
            contradictions.addAll(TopicContradictions.check(settings, found));
        }
        if (!contradictions.isEmpty()) {
            throw new TopicSetupException(contradictions);
        }
    }

    /// The topic, once the broker tells of it: it does so a little after it has made one, this process or another.
    private FoundTopic create(TopicSettings settings) {
        if (topics.create(settings)) {
            LOG.atInfo().addKeyValue("topic", settings.topic()).addKeyValue("partitions", settings.partitions())
                    .addKeyValue("replication", settings.replication()).log("Created topic {}", settings.topic());
        }
        return topics.await(settings.topic());
    }
}
