package dev.habittracker.events.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A record as it was once written, in two files: `NAME.json` with the data, set out for reading, and
/// `NAME.headers.json` with key and headers.
///
/// @param data    the value
/// @param key     the record's key
/// @param headers the headers' texts by name
record GoldenFile(JsonNode data, String key, SortedMap<String, String> headers) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ENDING = ".headers.json";

    /// The names of all in a folder.
    static List<String> names(String folder) {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GoldenFile read(String name) {
        JsonNode frame = JSON.readTree(path(name + ENDING));
        SortedMap<String, String> headers = new TreeMap<>();
        frame.get("headers").forEachEntry((header, value) -> headers.put(header, value.asString()));
        return new GoldenFile(JSON.readTree(path(name + ".json")), frame.get("key").asString(), headers);
    }

    /// The data without the white space, as it went over the wire.
    String text() {
        return data.toString();
    }

    ConsumerRecord<String, byte[]> consumed() {
        Headers records = new RecordHeaders();
        headers.forEach((name, value) -> records.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return Consumed.entry("t", key, text().getBytes(StandardCharsets.UTF_8), records);
    }

    private static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(GoldenFile.class.getResource("/golden/" + name),
                    () -> "no golden/" + name + " on the class path").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
