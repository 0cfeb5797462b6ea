package dev.habittracker.auditconsumer.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

import dev.habittracker.auditconsumer.record.Chunk;
import dev.habittracker.auditconsumer.record.FileId;
import dev.habittracker.auditconsumer.record.LineCoordinates;
import dev.habittracker.auditconsumer.record.Sha256;
import dev.habittracker.auditconsumer.record.Source;

/**
 * The headers of a record on the records topic; all are text in UTF-8, numbers in decimal. {@code audit-node},
 * {@code audit-device}, {@code audit-file}, {@code audit-start}, {@code audit-end}, {@code audit-sha256} are the line's
 * coordinates, {@code audit-chunk} and {@code audit-chunks} say which piece of the line the value is.
 */
final class LineHeaders {

    private static final String NODE = "audit-node";
    private static final String DEVICE = "audit-device";
    private static final String FILE = "audit-file";
    private static final String START = "audit-start";
    private static final String END = "audit-end";
    private static final String SHA256 = "audit-sha256";
    private static final String CHUNK = "audit-chunk";
    private static final String CHUNKS = "audit-chunks";

    private LineHeaders() {}

    /** The key of all records and of the checkpoint of one file, so that they keep their order. */
    static String key(Source source, FileId file) {
        return source.node() + "/" + source.device() + "/" + file;
    }

    static List<Header> of(LineCoordinates line, Chunk chunk) {
        return List.of(header(NODE, line.source().node()), header(DEVICE, line.source().device()),
                header(FILE, line.file().toString()), header(START, Long.toString(line.start())),
                header(END, Long.toString(line.end())), header(SHA256, line.sha256().hex()),
                header(CHUNK, Integer.toString(chunk.index())), header(CHUNKS, Integer.toString(chunk.count())));
    }

    /** @throws IllegalArgumentException if a header is missing or malformed; the message names it */
    static LineCoordinates coordinates(Headers headers) {
        String file = text(headers, FILE);
        return new LineCoordinates(new Source(text(headers, NODE), text(headers, DEVICE)),
                FileId.parse(file).orElseThrow(() -> new IllegalArgumentException(
                        "the header " + FILE + " is no file id: " + file)),
                number(headers, START), number(headers, END), new Sha256(text(headers, SHA256)));
    }

    /** @throws IllegalArgumentException if a header is missing or malformed; the message names it */
    static Chunk chunk(Headers headers) {
        return new Chunk(Math.toIntExact(number(headers, CHUNK)), Math.toIntExact(number(headers, CHUNKS)));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("the header " + name + " is missing");
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static long number(Headers headers, String name) {
        String text = text(headers, name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the header " + name + " is no number: " + text, e);
        }
    }
}
