package dev.habittracker.keyring.kafka;

import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.events.Topics;
import dev.habittracker.events.kafka.Decoded;
import dev.habittracker.events.kafka.KeyEventRecords;
import dev.habittracker.events.kafka.MemberStatusRecords;
import dev.habittracker.events.kafka.UnknownTypes;
import dev.habittracker.keyring.follow.MemberInput;

/// What a record on one of the two topics means to a member of one keyring.
final class RecordReader {

    private static final Logger LOG = LoggerFactory.getLogger(RecordReader.class);

    private final String keyring;
    private final Topics topics;
    private final Unreadable unreadable;
    private final UnknownTypes unknown = new UnknownTypes();

    RecordReader(String keyring, Topics topics, Unreadable unreadable) {
        this.keyring = keyring;
        this.topics = topics;
        this.unreadable = unreadable;
    }

    /// Empty for what is no news to this keyring's members.
    Optional<MemberInput> read(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.topic().equals(topics.keyEvents())) {
            return unwrap(entry, KeyEventRecords.read(entry))
                    .filter(event -> event.header().keyring().equals(keyring)).map(MemberInput.EventHeard::new);
        }
        return unwrap(entry, MemberStatusRecords.read(entry)).filter(status -> status.keyring().equals(keyring))
                .map(MemberInput.StatusHeard::new);
    }

    private <T> Optional<T> unwrap(ConsumerRecord<byte[], byte[]> entry, Decoded<T> decoded) {
        return switch (decoded) {
            case Decoded.Event<T> event -> Optional.of(event.value());
            case Decoded.Tombstone<T> gone -> Optional.empty();
            case Decoded.UnknownType<T> type -> {
                unknown.skipped(type, entry.topic());
                yield Optional.empty();
            }
            case Decoded.Malformed<T> malformed -> {
                LOG.warn("skipped a record that cannot be read: topic {}, partition {}, offset {}: {}", entry.topic(),
                        entry.partition(), entry.offset(), malformed.reason());
                unreadable.take(entry, malformed.reason());
                yield Optional.empty();
            }
        };
    }
}
