package dev.habittracker.simulation.explore;

/// How far the exploration goes.
///
/// @param rotators how many rotators
/// @param members  how many members
/// @param switches how often a process that could go on is interrupted by another one; a process that has come to its end,
///                 or waits, is followed by any other without being counted
/// @param crashes  how many faults: a rotator dies before its next effect, an answer that a rotator waits for is lost, or an
///                 event is lost to a member
public record Bounds(int rotators, int members, int switches, int crashes) {

    public Bounds {
        if (rotators < 1 || rotators > 4 || members < 1 || members > 4 || switches < 0 || crashes < 0) {
            throw new IllegalArgumentException(
                    "bounds are 1 to 4 rotators, 1 to 4 members and no fewer than 0 switches and"
                            + " crashes");
        }
    }

    @Override
    public String toString() {
        return rotators + " rotators, " + members + " members, one rotation, one revocation, at most " + switches
                + " switches and " + crashes + " crashes";
    }
}
