package dev.habittracker.auditconsumer.kafka;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

import dev.habittracker.auditconsumer.jdbc.AuditStore;
import dev.habittracker.auditconsumer.store.Place;
import dev.habittracker.auditconsumer.store.StoreStatus;

/**
 * Has a consumer that is given a partition go on where the database says, whatever offset Kafka remembers: only the
 * database's was written together with the rows. A topic with another id than the remembered one is another topic and
 * read from its start. What the topic deleted before it was stored is noted as a gap.
 */
public final class Assignments implements ConsumerAwareRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(Assignments.class);

    private final Admin admin;
    private final AuditStore store;
    private final StoreStatus status;
    private final Clock clock;
    private final Map<TopicPartition, Place> places = new ConcurrentHashMap<>();

    /**
     * @param admin to ask for topic ids
     * @param store knows the offsets
     * @param status is told of gaps
     * @param clock for the time of gaps
     */
    public Assignments(Admin admin, AuditStore store, StoreStatus status, Clock clock) {
        this.admin = admin;
        this.store = store;
        this.status = status;
        this.clock = clock;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            Place place = place(partition);
            places.put(partition, place);
            long begin = begins.getOrDefault(partition, 0L);
            OptionalLong next = store.nextOffset(place);
            if (next.isPresent() && next.getAsLong() > ends.getOrDefault(partition, 0L)) {
                LOG.error("{} ends before offset {}, up to which it was stored: it lost messages; read from its start",
                        partition, next.getAsLong());
                consumer.seek(partition, begin);
                continue;
            }
            noteGap(place, next.orElse(0), begin);
            consumer.seek(partition, Math.max(begin, next.orElse(begin)));
        }
    }

    /** The place of an assigned partition. */
    Place assigned(TopicPartition partition) {
        Place place = places.get(partition);
        if (place == null) {
            throw new IllegalStateException(partition + " is not assigned");
        }
        return place;
    }

    /** Goes on at the start of partitions whose next offset does not exist any more. */
    void seekIntoRange(Consumer<?, ?> consumer, Map<TopicPartition, Long> missing) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(missing.keySet());
        missing.forEach((partition, offset) -> {
            long begin = begins.getOrDefault(partition, 0L);
            noteGap(assigned(partition), offset, begin);
            consumer.seek(partition, begin);
        });
    }

    private void noteGap(Place place, long from, long to) {
        if (from < to) {
            LOG.error("{}-{} begins at offset {}: messages from {} on were deleted before they were stored; they are"
                    + " only in the audit file by now", place.topic(), place.partition(), to, from);
            store.noteGap(place, from, to, clock.instant());
            status.gap();
        }
    }

    private Place place(TopicPartition partition) {
        var topic = TopicSetup.get(admin.describeTopics(List.of(partition.topic())).allTopicNames())
                .get(partition.topic());
        if (topic == null) {
            throw new IllegalStateException("the topic " + partition.topic() + " is not known");
        }
        Uuid id = topic.topicId();
        return new Place(partition.topic(),
                new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()), partition.partition());
    }
}
