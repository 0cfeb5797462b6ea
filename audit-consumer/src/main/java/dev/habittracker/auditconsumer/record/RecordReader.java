package dev.habittracker.auditconsumer.record;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

import dev.habittracker.auditconsumer.record.RecordReading.Broken;
import dev.habittracker.auditconsumer.record.RecordReading.Complete;

/**
 * Reads bytes as one audit record in a single pass: copies the JSON in a form that PostgreSQL accepts and picks the
 * searched fields on the way. Where the bytes end early, the fields up to there remain.
 */
final class RecordReader {

    /** Numbers beyond PostgreSQL's {@code numeric} are kept as text; so is what is longer than anyone writes by hand. */
    private static final int MAX_NUMBER_LENGTH = 400;
    private static final int MAX_EXPONENT = 10_000;
    /** Names deeper than this name no searched field. */
    private static final int MAX_NAMED_DEPTH = 4;
    /** Far above what Vault nests, and below what exhausts a stack here or in PostgreSQL. */
    private static final int MAX_DEPTH = 500;

    /** Names and texts may be as long as the line is: a client chooses the length of a key, and must not stop us by it. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private RecordReader() {}

    static RecordReading read(byte[] bytes, int from, int to) {
        RecordColumns columns = new RecordColumns();
        StringWriter text = new StringWriter(to - from);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, from, to - from);
                JsonGenerator copy = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Broken(AuditRecord.UNKNOWN, "does not begin with a JSON object");
            }
            copyObject(parser, copy, columns);
            copy.flush();
            int length = Math.toIntExact(parser.currentLocation().getByteOffset());
            return new Complete(columns.columns(), text.toString(), length);
        } catch (JacksonException e) {
            // Jackson's own message quotes the content, which must not get into logs.
            return new Broken(columns.columns(), "no complete JSON object: reading stopped at byte " + offset(e));
        }
    }

    private static void copyObject(JsonParser parser, JsonGenerator copy, RecordColumns columns) {
        List<String> names = new ArrayList<>();
        names.add("");
        copy.writeStartObject();
        while (!names.isEmpty()) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new StreamReadException(parser, "ends inside of an object");
            }
            switch (token) {
                case PROPERTY_NAME -> {
                    names.set(names.size() - 1, parser.currentName());
                    copy.writeName(PostgresText.of(parser.currentName()));
                }
                case START_OBJECT -> {
                    names.add("");
                    copy.writeStartObject();
                }
                case START_ARRAY -> {
                    // No name that Vault uses: what is inside of an array is never mistaken for a searched field.
                    names.add("[]");
                    copy.writeStartArray();
                }
                case END_OBJECT -> {
                    names.removeLast();
                    copy.writeEndObject();
                }
                case END_ARRAY -> {
                    names.removeLast();
                    copy.writeEndArray();
                }
                case VALUE_STRING -> {
                    String value = PostgresText.of(parser.getString());
                    columns.text(name(names), value);
                    copy.writeString(value);
                }
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                    String value = parser.getString();
                    columns.number(name(names), value);
                    if (isNumeric(value)) {
                        copy.writeNumber(value);
                    } else {
                        copy.writeString(value);
                    }
                }
                case VALUE_TRUE, VALUE_FALSE -> {
                    boolean value = token == JsonToken.VALUE_TRUE;
                    columns.flag(name(names), value);
                    copy.writeBoolean(value);
                }
                case VALUE_NULL -> copy.writeNull();
                case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> throw new StreamReadException(parser, "no JSON text");
            }
        }
    }

    private static String name(List<String> names) {
        if (names.size() > MAX_NAMED_DEPTH) {
            return "";
        }
        for (String name : names) {
            // A client's key may hold a slash; it must not pass for two of Vault's names.
            if (name.indexOf('/') >= 0) {
                return "";
            }
        }
        return String.join("/", names);
    }

    private static boolean isNumeric(String number) {
        if (number.length() > MAX_NUMBER_LENGTH) {
            return false;
        }
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        try {
            return exponent < 0 || Math.abs(Long.parseLong(number.substring(exponent + 1))) <= MAX_EXPONENT;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static long offset(JacksonException e) {
        return e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    }
}
