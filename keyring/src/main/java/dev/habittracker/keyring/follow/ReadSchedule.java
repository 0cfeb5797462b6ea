package dev.habittracker.keyring.follow;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/// When to ask the store next, and whether for the version's number or for the ring. One question is under way at most.
final class ReadSchedule {

    /// A read that brought less than what was heard of is repeated after this long, then after twice as long, up to a poll.
    private static final Duration FIRST_REPEAT = Duration.ofMillis(100);
    /// However many verifiers ask, so many reads a second at the most.
    private static final Duration REFRESH_SPACING = Duration.ofSeconds(1);

    private final Duration poll;
    private final RandomGenerator random;
    private Moment due;
    private boolean wholeRing = true;
    private boolean underWay;
    private @Nullable Moment refreshDue;
    private @Nullable Moment lastRefresh;
    private Duration repeat = FIRST_REPEAT;

    ReadSchedule(Duration poll, RandomGenerator random, Moment now) {
        this.poll = poll;
        this.random = random;
        this.due = now;
    }

    /// An answer came that needs no other: ask again after a poll, jitter included, reckoned from the answered one's start,
    /// so that two starts are never further apart than a poll.
    void settled(Moment started) {
        underWay = false;
        repeat = FIRST_REPEAT;
        wholeRing = false;
        due = started.plus(jittered(poll));
    }

    /// The ring is to be read as soon as possible, since there is a newer one.
    void readAtOnce(Moment now) {
        wholeRing = true;
        due = due.earlier(now);
    }

    /// An answer came, but a newer one is needed.
    void repeat(Moment now) {
        underWay = false;
        wholeRing = true;
        due = now.plus(jittered(repeat));
        repeat = repeat.multipliedBy(2).compareTo(poll) < 0 ? repeat.multipliedBy(2) : poll;
    }

    /// The answered question was about the number alone, and the ring itself is wanted.
    void readNow(Moment now) {
        underWay = false;
        wholeRing = true;
        due = now;
    }

    /// A verifier needs a read that starts from now on. However many ask, one read serves them all.
    void refresh(Moment now) {
        if (refreshDue == null) {
            Moment spaced = lastRefresh == null ? now : lastRefresh.plus(REFRESH_SPACING);
            refreshDue = now.reached(spaced) ? now : spaced;
        }
    }

    Moment wakeUp() {
        return refreshDue == null ? due : due.earlier(refreshDue);
    }

    /// Whether an answer is awaited; nothing is asked before it comes, or fails.
    boolean underWay() {
        return underWay;
    }

    /// What to ask now; `null` for nothing.
    @Nullable
    MemberAction next(Moment now) {
        if (underWay || !now.reached(wakeUp())) {
            return null;
        }
        underWay = true;
        if (refreshDue != null) {
            refreshDue = null;
            lastRefresh = now;
            wholeRing = true;
        }
        return wholeRing ? new MemberAction.ReadRing() : new MemberAction.ReadMetadata();
    }

    private Duration jittered(Duration longest) {
        return longest.multipliedBy(600 + random.nextInt(350)).dividedBy(1000);
    }
}
