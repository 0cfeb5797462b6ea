package dev.habittracker.simulation.process;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.store.RingStore;
import dev.habittracker.keyring.store.StoreMetadata;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.keyring.store.StoreWrite;
import dev.habittracker.simulation.world.Readings;
import dev.habittracker.simulation.world.SecretState;
import dev.habittracker.simulation.world.SimVault;

/// Vault as a rotator reaches it: every call takes its time, may fail, and may have been carried out all the same.
final class RotatorStore implements RingStore {

    private static final double LATE = 0.03;
    private static final Duration LATEST = Duration.ofSeconds(25);

    private final RotatorNode rotator;
    private final Scene scene;
    private final WrittenByMutants mutants;

    RotatorStore(RotatorNode rotator) {
        this.rotator = rotator;
        this.scene = rotator.scene();
        this.mutants = new WrittenByMutants(scene.mutants());
    }

    private Duration hop() {
        return scene.weather().hop(rotator.dice());
    }

    @Override
    public StoreReading read() {
        var answer = rotator.vault(hop(), () -> scene.vault().read(rotator.dice(), SimVault.ANY));
        return mutants.read(Readings.reading(answer.value(), answer.roundTrip()));
    }

    @Override
    public StoreMetadata metadata() {
        var answer = rotator.vault(hop(), () -> scene.vault().read(rotator.dice(), SimVault.ANY));
        return Readings.metadata(answer.value(), answer.roundTrip());
    }

    private record Made(boolean done, SimVault.Answer answer) {}

    @Override
    public StoreWrite write(Ring decided, long expected) {
        Ring ring = mutants.written(decided);
        scene.watch().sent(rotator, decided, expected, rotator.gathered(), rotator.looked());
        Duration hold = scene.adversary().holds(rotator, decided);
        if (hold.isPositive()) {
            rotator.waitFor(hold);
        }
        if (scene.has(Mutant.PUBLISH_BEFORE_WRITE)) {
            ring.journal().getLast().toEvent().ifPresent(event -> {
                scene.bus().append(event);
                scene.watch().appended(rotator, event);
            });
        }
        Duration there = rotator.dice().chance(LATE) ? rotator.dice().between(Duration.ZERO, LATEST) : hop();
        var answer = rotator.vault(there, () -> new Made(scene.vault().write(ring,
                scene.has(Mutant.WRITE_WITHOUT_CHECK) ? scene.vault().state().current() : expected, rotator.name()),
                scene.vault().ask()));
        if (!answer.value().done()) {
            scene.watch().conflicted(rotator);
            return new StoreWrite.Conflict();
        }
        var newest = answer.value().answer().state().newest().orElseThrow();
        return new StoreWrite.Stored(VaultTime.of(answer.value().answer().date(), answer.roundTrip()), newest.number(),
                newest.created());
    }

    @Override
    public void destroyBelow(long version) {
        SecretState seen = rotator.vault(hop(), () -> scene.vault().ask()).value().state();
        if (seen.current() < version) {
            return;
        }
        Set<Long> below = seen.versions().stream().map(SecretState.Version::number).filter(number -> number < version)
                .collect(Collectors.toSet());
        rotator.vault(hop(), () -> {
            scene.vault().destroy(below);
            return true;
        });
    }

    @Override
    public void undelete(long version) {
        rotator.vault(hop(), () -> {
            if (scene.vault().state().current() == version) {
                scene.vault().delete(false);
            }
            return true;
        });
    }
}
