package dev.habittracker.rotator.planted.decide;

import dev.habittracker.rotator.reconcile.Reconciler;

/// Planted: a decision that could act by itself.
record KnowsWhoActs(Reconciler reconciler) {}
