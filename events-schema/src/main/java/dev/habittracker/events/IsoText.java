package dev.habittracker.events;

import java.time.DateTimeException;
import java.util.function.Function;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/// Reads a time from ISO 8601 text and from nothing else. The library's own reader takes numbers and empty text too.
final class IsoText<T> extends StdScalarDeserializer<T> {

    private final Function<String, T> parse;

    IsoText(Class<T> type, Function<String, T> parse) {
        super(type);
        this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw context.wrongTokenException(parser, handledType(), JsonToken.VALUE_STRING, "expected ISO 8601 text");
        }
        String text = parser.getString();
        try {
            return parse.apply(text);
        } catch (DateTimeException e) {
            throw context.weirdStringException(text, handledType(), "expected ISO 8601 text");
        }
    }
}
