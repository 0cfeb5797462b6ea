package dev.habittracker.rotator.kafka;

import java.time.Instant;

/// Which records were put among the dead letters already: every rotator meets them, and meets them again at each start.
/// Every call throws [UnavailableException][dev.habittracker.rotator.reconcile.UnavailableException] where it gives no
/// answer.
public interface DeadLetterBook {

    /// Where a record stood. The time tells it from one of a topic of the same name that was made later.
    record Place(String topic, int partition, long offset, Instant timestamp) {}

    /// Whether the record is noted.
    boolean has(Place place);

    /// Notes the record.
    void note(Place place);
}
