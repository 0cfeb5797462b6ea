package dev.habittracker.devstack.drill;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.habittracker.devstack.keyring.KeyringApi;
import dev.habittracker.devstack.keyring.KeyringView;
import dev.habittracker.devstack.keyring.RequestView;
import dev.habittracker.devstack.keyring.RotationView;
import dev.habittracker.devstack.process.Waiting;
import dev.habittracker.devstack.vault.VaultClient;

/** Has the rotator do one act after the other, and gathers what became of each. */
final class Conductor {

    private static final Duration REQUEST_LIMIT = Duration.ofMinutes(2);
    private static final Duration APPLIED_LIMIT = Duration.ofSeconds(30);

    private final KeyringApi rotator;
    private final VaultClient vault;
    private final String metadataPath;
    private final int instances;
    private final Clock clock;

    /**
     * @param metadataPath of the secret in Vault: its versions have the time at which Vault wrote them
     * @param instances how many processes are to apply each change
     */
    Conductor(KeyringApi rotator, VaultClient vault, String metadataPath, int instances, Clock clock) {
        this.rotator = rotator;
        this.vault = vault;
        this.metadataPath = metadataPath;
        this.instances = instances;
        this.clock = clock;
    }

    /** @throws DrillException where the rotator does not carry it out */
    Change rotate() {
        return carryOut(Act.ROTATE, "rotate", Map.of("reason", "drill: rotation under load"));
    }

    /** Makes the key that was active last the active one again. */
    Change rollBack() {
        KeyringView ring = rotator.state();
        String kid = ring.former().orElseThrow(() -> new DrillException("no retiring key to roll back to")).kid();
        return carryOut(Act.ROLL_BACK, "roll-back",
                Map.of("kid", kid, "epoch", ring.epoch(), "version", ring.version(), "reason",
                        "drill: the new key is not trusted"));
    }

    Change resume() {
        return carryOut(Act.RESUME, "resume", Map.of("reason", "drill: the new key is trusted again"));
    }

    Change revoke(String kid) {
        return carryOut(Act.REVOKE, "revoke", Map.of("kid", kid, "reason", "drill: the key has leaked"));
    }

    KeyringView ring() {
        return rotator.state();
    }

    /** Waits until NEXT is known everywhere: a revocation before that may cost a member a moment of 503. */
    void awaitNextOlderThan(Duration age) {
        boolean old = Waiting.until(REQUEST_LIMIT, () -> rotator.state().next().flatMap(KeyringView.Key::published)
                .filter(published -> !published.plus(age).isAfter(clock.instant())).isPresent());
        if (!old) {
            throw new DrillException("the ring has no next key older than " + age);
        }
    }

    private Change carryOut(Act act, String operation, Map<String, Object> body) {
        Instant asked = clock.instant();
        URI followUp = rotator.command(operation, body);
        Waiting.until(REQUEST_LIMIT, () -> !rotator.request(followUp).isOpen());
        RequestView request = rotator.request(followUp);
        String id = request.result().filter(_ -> request.state().equals("done")).orElseThrow(() -> new DrillException(
                "'%s' is %s after %d s: %s".formatted(act.title(), request.state(),
                        Duration.between(asked, clock.instant()).toSeconds(), request.reason())));
        Waiting.until(APPLIED_LIMIT, () -> rotator.rotation(id).appliedBy("habit-api") >= instances);
        RotationView rotation = rotator.rotation(id);
        List<Change.Step> steps = rotation.steps().stream()
                .map(step -> new Change.Step(step.at(), step.name(), step.reason())).toList();
        return new Change(act, id, rotation.reason(), asked, written(rotation.version()),
                rotation.applied(), steps,
                Map.of());
    }

    private Instant written(long version) {
        return Instant.parse(vault.get(metadataPath).at("/data/versions/" + version + "/created_time").asString());
    }
}
