package dev.habittracker.rotator.planted.reconcile;

/// Planted: acting code that asks for the time instead of being handed a clock.
final class MakesItsOwnClock {

    private MakesItsOwnClock() {}

    static long millis() {
        return System.currentTimeMillis();
    }
}
