package dev.habittracker.rotator.planted.unmarked;

/// Planted: its package says nothing of nulls.
final class WithoutNullMarked {

    private WithoutNullMarked() {}
}
