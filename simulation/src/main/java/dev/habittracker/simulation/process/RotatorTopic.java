package dev.habittracker.simulation.process;

import java.time.Duration;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.rotator.reconcile.EventTopic;
import dev.habittracker.rotator.reconcile.UnavailableException;

/// The topic of key events as a rotator reaches it.
final class RotatorTopic implements EventTopic {

    private static final double ACKNOWLEDGEMENT_LOST = 0.03;

    private final RotatorNode rotator;
    private final Scene scene;

    RotatorTopic(RotatorNode rotator) {
        this.rotator = rotator;
        this.scene = rotator.scene();
    }

    private Duration hop() {
        return scene.weather().hop(rotator.dice());
    }

    private void reach() {
        if (scene.bus().isAway() || !rotator.reachesKafka()) {
            rotator.waitFor(scene.rules().policy().timing().writeBudget().dividedBy(2));
            throw new UnavailableException("Kafka gives no answer", null);
        }
    }

    @Override
    public EventTail tail(String keyring) {
        rotator.gathers();
        rotator.waitFor(hop());
        reach();
        EventTail tail = scene.bus().tail();
        rotator.waitFor(hop());
        return tail;
    }

    @Override
    public void send(KeyEvent event) {
        rotator.waitFor(hop());
        reach();
        if (scene.has(Mutant.PUBLISH_NEWEST_ONLY) && event.header().version() < scene.vault().state().current()) {
            return;
        }
        scene.bus().append(event);
        scene.watch().appended(rotator, event);
        rotator.waitFor(hop());
        if (rotator.dice().chance(ACKNOWLEDGEMENT_LOST)) {
            throw new UnavailableException("the acknowledgement was lost", null);
        }
    }
}
