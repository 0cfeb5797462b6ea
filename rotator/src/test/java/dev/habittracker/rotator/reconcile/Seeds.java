package dev.habittracker.rotator.reconcile;

/// How many random histories a test tries: `-Drace.seeds=1000`, 40 unless told otherwise.
final class Seeds {

    static final int COUNT = Integer.getInteger("race.seeds", 40);

    private Seeds() {}
}
