package dev.habittracker.auditconsumer.kafka;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.habittracker.auditconsumer.record.FileId;
import dev.habittracker.auditconsumer.record.Source;
import dev.habittracker.auditconsumer.tail.Checkpoint;
import dev.habittracker.auditconsumer.tail.Loss;

/**
 * A checkpoint as JSON: {@code {"node","device","file","position","state","at","losses":[{"kind","from","at","detail"}]}},
 * times in ISO 8601. Fields that are not known are ignored.
 */
final class CheckpointJson {

    private static final JsonMapper JSON = new JsonMapper();

    private CheckpointJson() {}

    static byte[] write(Checkpoint checkpoint) {
        ObjectNode node = JSON.createObjectNode();
        node.put("node", checkpoint.source().node());
        node.put("device", checkpoint.source().device());
        node.put("file", checkpoint.file().toString());
        node.put("position", checkpoint.position());
        node.put("state", checkpoint.state().name());
        node.put("at", checkpoint.at().toString());
        ArrayNode losses = node.putArray("losses");
        for (Loss loss : checkpoint.losses()) {
            ObjectNode item = losses.addObject();
            item.put("kind", loss.kind().name());
            item.put("from", loss.from());
            item.put("at", loss.at().toString());
            item.put("detail", loss.detail());
        }
        return JSON.writeValueAsBytes(node);
    }

    /** @throws IllegalArgumentException if the bytes are no checkpoint; the message says what is wrong with them */
    static Checkpoint read(byte[] bytes) {
        try {
            JsonNode node = JSON.readTree(bytes);
            FileId file = FileId.parse(text(node, "file"))
                    .orElseThrow(() -> new IllegalArgumentException("'file' is no file id"));
            List<Loss> losses = new ArrayList<>();
            for (JsonNode item : node.path("losses")) {
                losses.add(new Loss(Loss.Kind.valueOf(text(item, "kind")), file, number(item, "from"),
                        Instant.parse(text(item, "at")), text(item, "detail")));
            }
            return new Checkpoint(new Source(text(node, "node"), text(node, "device")), file, number(node, "position"),
                    Checkpoint.State.valueOf(text(node, "state")), Instant.parse(text(node, "at")), losses);
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("not a checkpoint: " + e.getClass().getSimpleName(), e);
        }
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("'" + name + "' is missing or no text");
        }
        return value.asString();
    }

    private static long number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException("'" + name + "' is missing or no whole number");
        }
        return value.asLong();
    }
}
