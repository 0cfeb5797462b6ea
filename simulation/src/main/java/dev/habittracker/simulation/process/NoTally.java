package dev.habittracker.simulation.process;

import java.time.Duration;

import dev.habittracker.rotator.decide.Decision;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.reconcile.Tally;

/// Counts nothing: nobody scrapes a simulated rotator.
public final class NoTally implements Tally {

    @Override
    public void tried(Decision.Write decision, Result result) {}

    @Override
    public void finished(OpenRequest request, Outcome outcome) {}

    @Override
    public void reconciled(Duration took) {}
}
