package dev.habittracker.simulation.explore;

/// What may happen next.
///
/// @param actor  who does it
/// @param what   what happens, for whoever is to understand a violation
/// @param fault  whether it is one of the faults that the bound counts
/// @param action does it
record Move(String actor, String what, boolean fault, Runnable action) {

    @Override
    public String toString() {
        return actor + " " + what;
    }
}
