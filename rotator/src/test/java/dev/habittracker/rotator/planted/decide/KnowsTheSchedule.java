package dev.habittracker.rotator.planted.decide;

import dev.habittracker.rotator.schedule.ReconcileJob;

/// Planted: a decision that knows who calls for it.
record KnowsTheSchedule(ReconcileJob job) {}
