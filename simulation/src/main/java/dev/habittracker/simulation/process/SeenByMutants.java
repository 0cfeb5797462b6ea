package dev.habittracker.simulation.process;

import java.util.Set;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.keyring.store.StoreReading;

/// What a member takes in, where a mutant has it take in something else.
final class SeenByMutants {

    private final Set<Mutant> mutants;

    SeenByMutants(Set<Mutant> mutants) {
        this.mutants = mutants;
    }

    StoreReading reading(StoreReading reading) {
        return mutants.isEmpty() ? reading : reading;
    }

    KeyEvent event(KeyEvent event) {
        return event;
    }

    MemberStatus status(MemberStatus status) {
        return status;
    }
}
