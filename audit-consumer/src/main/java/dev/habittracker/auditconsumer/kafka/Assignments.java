package dev.habittracker.auditconsumer.kafka;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
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

    /**
     * Never fails: an exception from here would leave the consumer with partitions and without a place to begin. What
     * cannot be asked just now is asked by {@link #positionUnplaced} when the first records come.
     */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(places::remove);
        try {
            position(consumer, partitions);
        } catch (KafkaException | DataAccessException e) {
            LOG.warn("where to go on with {} cannot be found out just now ({}); asked again before anything is stored",
                    partitions, e.getClass().getSimpleName());
            consumer.seekToBeginning(partitions);
        }
    }

    /**
     * Moves the partitions for which nobody could say at their assignment where to begin.
     *
     * @return those: what was fetched of them is to be left alone, it comes again where it is needed
     * @throws RuntimeException if Kafka or the database does not answer
     */
    Set<TopicPartition> positionUnplaced(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        Set<TopicPartition> unplaced = partitions.stream().filter(partition -> !places.containsKey(partition))
                .collect(Collectors.toUnmodifiableSet());
        position(consumer, unplaced);
        return unplaced;
    }

    /**
     * Moves the partitions whose topic has another id than when they were assigned: it was deleted and created again, and
     * the consumer went on at its old offset, in the midst of the new topic. Asked after each batch was stored: what was
     * fetched meanwhile is stored a second time from the start, and ignored.
     *
     * @throws RuntimeException if Kafka or the database does not answer
     */
    void followRecreated(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        Map<String, UUID> ids = topicIds(partitions);
        Set<TopicPartition> recreated = partitions.stream()
                .filter(partition -> !assigned(partition).topicId().equals(ids.get(partition.topic())))
                .collect(Collectors.toUnmodifiableSet());
        if (!recreated.isEmpty()) {
            LOG.warn("the topic of {} was deleted and created again: read from its start", recreated);
        }
        position(consumer, recreated);
    }

    /**
     * Moves a consumer to where the database says; to the topic's start where that does not exist any more. A partition
     * that was taken away from it meanwhile is left alone: whoever has it now was moved when it got it.
     */
    void position(Consumer<?, ?> consumer, Collection<TopicPartition> wanted) {
        Set<TopicPartition> partitions = wanted.stream().filter(consumer.assignment()::contains)
                .collect(Collectors.toUnmodifiableSet());
        if (partitions.isEmpty()) {
            return;
        }
        Map<String, UUID> ids = topicIds(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            Place place = new Place(partition.topic(), idOf(partition.topic(), ids), partition.partition());
            long begin = begins.getOrDefault(partition, 0L);
            consumer.seek(partition, start(place, begin, ends.getOrDefault(partition, 0L)));
            places.put(partition, place);
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

    private long start(Place place, long begin, long end) {
        OptionalLong next = store.nextOffset(place);
        if (next.isPresent() && next.getAsLong() > end) {
            LOG.error("{}-{} ends before offset {}, up to which it was stored: it lost messages; read from its start",
                    place.topic(), place.partition(), next.getAsLong());
            // Kept, the former number would let a later restart skip what comes up to it.
            store.beginAt(place, begin);
            return begin;
        }
        long from = next.orElse(0);
        if (from < begin) {
            LOG.error("{}-{} begins at offset {}: messages from {} on were deleted before they were stored; they are"
                    + " only in the audit file by now", place.topic(), place.partition(), begin, from);
            store.noteGap(place, from, begin, clock.instant());
            status.gap();
        }
        return Math.max(begin, from);
    }

    private Map<String, UUID> topicIds(Collection<TopicPartition> partitions) {
        Set<String> names = partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        Map<String, UUID> ids = new HashMap<>();
        TopicSetup.get(admin.describeTopics(names).allTopicNames()).forEach((name, topic) -> ids.put(name,
                new UUID(topic.topicId().getMostSignificantBits(), topic.topicId().getLeastSignificantBits())));
        return ids;
    }

    private static UUID idOf(String topic, Map<String, UUID> ids) {
        UUID id = ids.get(topic);
        if (id == null) {
            throw new KafkaException("the topic " + topic + " is not known");
        }
        return id;
    }
}
