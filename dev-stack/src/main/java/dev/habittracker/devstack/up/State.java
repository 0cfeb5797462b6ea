package dev.habittracker.devstack.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.devstack.pipeline.Pipeline;

/**
 * What {@code up} tells the other commands: a file in the state folder, without secrets.
 *
 * @param pid of {@code up} itself
 * @param keyring the rotator's view of it; absent until everything has started
 * @param operatorToken the file that holds it
 */
record State(long pid, Optional<URI> keyring, Path operatorToken, List<Process> processes) {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** @param url of a service; of a server what a client connects to */
    record Process(String name, String url, Optional<URI> readiness, String log) {}

    static State starting(StateFolder folder) {
        return new State(ProcessHandle.current().pid(), Optional.empty(), folder.operatorToken(), List.of());
    }

    static State of(Pipeline pipeline, StateFolder folder) {
        List<Process> processes = pipeline.services().stream()
                .map(service -> new Process(service.spec().name(), service.spec().url().toString(),
                        Optional.of(service.spec().readiness()), service.process().log().toString()))
                .toList();
        return new State(ProcessHandle.current().pid(), Optional.of(pipeline.keyring()), folder.operatorToken(),
                processes);
    }

    static Optional<State> read(StateFolder folder) {
        return Files.exists(folder.stateFile())
                ? Optional.of(JSON.readValue(folder.stateFile(), State.class))
                : Optional.empty();
    }

    void write(StateFolder folder) {
        try {
            Path draft = folder.stateFile().resolveSibling("state.json.draft");
            Files.write(draft, JSON.writeValueAsBytes(this));
            Files.move(draft, folder.stateFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
