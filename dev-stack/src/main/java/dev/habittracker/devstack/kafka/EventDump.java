package dev.habittracker.devstack.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.habittracker.devstack.process.ChildProcess;

/** What a topic of CloudEvents holds, read by a JVM that has Kafka's client: this one has not. */
public final class EventDump {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * One event as its headers tell it.
     *
     * @param subject for key events the ring's position, {@code epoch.version}
     */
    public record Event(String subject, String id) {}

    private EventDump() {}

    /**
     * All records, from the topic's first.
     *
     * @param folder where the listing is written
     */
    public static List<Event> of(String bootstrapServers, String topic, Path folder) {
        try {
            Files.createDirectories(folder);
            Path listing = Files.createTempFile(folder, "events", ".tsv");
            var process = ChildProcess.start("reading " + topic,
                    List.of(ChildProcess.java(), "-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", BrokerClassPath.find(),
                            EventDumpMain.class.getName(), bootstrapServers, topic, listing.toString()),
                    Map.of(), folder.resolve("events.log"));
            if (!process.endsWithin(LIMIT) || Files.size(listing) == 0) {
                throw process.failed("did not list the topic");
            }
            List<Event> events = new ArrayList<>();
            for (String line : Files.readAllLines(listing, StandardCharsets.UTF_8)) {
                String[] fields = line.split("\t", -1);
                events.add(new Event(fields[0], fields[1]));
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException("topic " + topic + " cannot be listed", e);
        }
    }
}
