package dev.habittracker.events;

import java.util.Comparator;

/// A place in the one order of all rings of a keyring: the epoch first, then the version.
///
/// @param epoch   Unix seconds of the ring's creation or last acceptance
/// @param version the KV version
public record Position(long epoch, long version) implements Comparable<Position> {

    /// Below every ring.
    public static final Position NONE = new Position(0, 0);

    private static final Comparator<Position> ORDER = Comparator.comparingLong(Position::epoch)
            .thenComparingLong(Position::version);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    /// Whether this is strictly above the other.
    public boolean isAfter(Position other) {
        return compareTo(other) > 0;
    }

    /// The higher of the two.
    public Position max(Position other) {
        return isAfter(other) ? this : other;
    }

    /// `epoch.version`, as it stands in URLs and at the start of a kid.
    @Override
    public String toString() {
        return epoch + "." + version;
    }
}
