package dev.habittracker.devstack.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.habittracker.devstack.kafka.EventDump;
import dev.habittracker.devstack.keyring.KeyringApi;
import dev.habittracker.devstack.keyring.KeyringApiException;
import dev.habittracker.devstack.keyring.RotationView;
import dev.habittracker.devstack.pipeline.Pipeline;
import dev.habittracker.devstack.process.Waiting;

/** The questions at the end of a run, when everything works again: do ring, topic, history and members agree, and is no alarm left over? */
final class Ending {

    private static final Duration QUIET_AFTER = Duration.ofSeconds(90);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);
    private static final int MOST_ROWS = 100;

    private final Pipeline pipeline;
    private final List<KeyringApi> rotators;
    private final List<Lookout> lookouts;
    private final Path folder;

    Ending(Pipeline pipeline, List<KeyringApi> rotators, List<Lookout> lookouts, Path folder) {
        this.pipeline = pipeline;
        this.rotators = List.copyOf(rotators);
        this.lookouts = List.copyOf(lookouts);
        this.folder = folder;
    }

    /** What does not agree, once it had time to. */
    List<String> disagreements() {
        List<List<String>> seen = new ArrayList<>();
        Waiting.until(QUIET_AFTER, () -> {
            seen.add(look());
            if (!seen.getLast().isEmpty()) {
                Waiting.until(TRY_AGAIN, () -> false);
            }
            return seen.getLast().isEmpty();
        });
        return seen.getLast();
    }

    /** All writes, newest first. */
    List<RotationView> history() {
        List<RotationView> rows = new ArrayList<>(rotators.getFirst().rotations(MOST_ROWS));
        while (!rows.isEmpty() && rows.getLast().version() > 1) {
            List<RotationView> older = rotators.getFirst().rotationsBefore(rows.getLast().id(), MOST_ROWS);
            if (older.isEmpty()) {
                break;
            }
            rows.addAll(older);
        }
        return rows;
    }

    private List<String> look() {
        try {
            String position = rotators.getFirst().state().position();
            long version = pipeline.vault()
                    .get(pipeline.placement().mount() + "/metadata/" + pipeline.placement().path())
                    .at("/data/current_version").asLong();
            List<String> objections = new ArrayList<>();
            for (KeyringApi rotator : rotators) {
                if (rotator.state().version() != version) {
                    objections.add("a rotator sees version " + rotator.state().version() + ", Vault has " + version);
                }
                rotator.state().problems().forEach(problem -> objections.add("a rotator still has the alarm "
                        + problem));
            }
            lookouts.stream().map(Lookout::look).filter(sighting -> !sighting.healthy())
                    .forEach(sighting -> objections.add("the health check of " + sighting.service() + " is red"));
            List<RotationView> history = history();
            objections.addAll(Agreement.ofMembers(position,
                    pipeline.services("rotator").size() + pipeline.services("habit-api").size(),
                    rotators.getFirst().members()));
            objections.addAll(Agreement.ofHistory(version, history));
            objections.addAll(Agreement.ofSchedule(history));
            if (objections.isEmpty()) {
                objections.addAll(Agreement.ofTopic(version,
                        EventDump.of(pipeline.servers().kafka().bootstrapServers(), "habit.keys.events", folder)));
            }
            return objections;
        } catch (KeyringApiException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
