package dev.habittracker.auditconsumer.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import dev.habittracker.auditconsumer.record.LinePart;
import dev.habittracker.auditconsumer.record.LinePart.State;

/** What the store has done since the start of the process. Any thread may write and read. */
public final class StoreStatus {

    private final LongAdder stored = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder expired = new LongAdder();
    private final LongAdder fragments = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder salvaged = new LongAdder();
    private final LongAdder deadLetters = new LongAdder();
    private final LongAdder gaps = new LongAdder();
    private final AtomicReference<Duration> delay = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<String> failure = new AtomicReference<>("");
    private final AtomicReference<String> broken = new AtomicReference<>("");

    /** A batch is in the database. */
    public void stored(int inserted, int alreadyThere, int beforeRetention, List<LinePart> parts) {
        stored.add(inserted);
        repeated.add(alreadyThere);
        expired.add(beforeRetention);
        parts.forEach(part -> {
            switch (part.state()) {
                case FRAGMENT -> fragments.increment();
                case UNREADABLE -> unreadable.increment();
                case SALVAGED -> salvaged.increment();
                case PARSED, HEAD -> {
                    // The ordinary cases.
                }
            }
        });
        failure.set("");
    }

    /** How long the oldest message of a batch that is now stored had been in the topic. */
    public void delay(Duration sinceSent) {
        delay.set(sinceSent);
    }

    /** A message went to the dead letters. */
    public void deadLetter() {
        deadLetters.increment();
    }

    /** Messages were deleted from the topic before they were stored. */
    public void gap() {
        gaps.increment();
    }

    /** A batch cannot be stored just now, and is tried again. */
    public void failing(String why) {
        failure.set(why);
    }

    /** Something ended that does not begin again by itself. */
    public void broken(String why) {
        broken.set(why);
    }

    /** The delay of the last batch. */
    public Duration delay() {
        return delay.get();
    }

    public long storedRows() {
        return stored.sum();
    }

    public long repeatedRows() {
        return repeated.sum();
    }

    /** Rows that were left out, for their day was dropped. */
    public long expiredRows() {
        return expired.sum();
    }

    /** How many parts of lines had this state; {@link State#PARSED} and {@link State#HEAD} are not counted apart. */
    public long parts(State state) {
        return switch (state) {
            case FRAGMENT -> fragments.sum();
            case UNREADABLE -> unreadable.sum();
            case SALVAGED -> salvaged.sum();
            case PARSED, HEAD -> 0;
        };
    }

    public long deadLetters() {
        return deadLetters.sum();
    }

    public long gaps() {
        return gaps.sum();
    }

    /** Why batches cannot be stored just now; empty if they can. */
    public String failure() {
        return broken.get().isEmpty() ? failure.get() : broken.get();
    }
}
