package dev.habittracker.simulation.process;

import java.util.Set;

import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.store.StoreReading;

/// What a rotator reads and writes, where a mutant has it read and write something else.
final class WrittenByMutants {

    private final Set<Mutant> mutants;

    WrittenByMutants(Set<Mutant> mutants) {
        this.mutants = mutants;
    }

    StoreReading read(StoreReading reading) {
        return mutants.isEmpty() ? reading : reading;
    }

    Ring written(Ring ring) {
        return ring;
    }
}
