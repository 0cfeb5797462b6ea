package dev.habittracker.events;

import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/// Data that is not what its type says.
///
/// The message names the type, the field and what is wrong with it, never a value: what could not be read may be
/// anything, a secret that went to the wrong place included. For the same reason there is no cause; the JSON library's
/// messages quote what they met.
public final class EventFormatException extends RuntimeException {

    private EventFormatException(String message) {
        super(message);
    }

    static EventFormatException notJson(String what, JacksonException failure) {
        TokenStreamLocation at = failure.getLocation();
        String where = at == null ? "" : ", line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
        return new EventFormatException(what + ": not valid JSON" + where);
    }

    static EventFormatException notAnObject(String what) {
        return new EventFormatException(what + ": not a JSON object");
    }

    static EventFormatException atField(String what, JsonNode data, JacksonException failure) {
        StringBuilder name = new StringBuilder();
        JsonNode value = data;
        for (Reference step : failure.getPath()) {
            if (step.getPropertyName() == null) {
                name.append('[').append(step.getIndex()).append(']');
                value = value.path(step.getIndex());
            } else {
                name.append(name.isEmpty() ? "" : ".").append(step.getPropertyName());
                value = value.path(step.getPropertyName());
            }
        }
        String problem = value.isMissingNode() ? "missing" : value.isNull() ? "null" : "malformed";
        return new EventFormatException("%s: field %s is %s".formatted(what, name, problem));
    }
}
