package dev.habittracker.events;

import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Events and statuses as JSON: one flat object, snake_case, instants and durations as ISO 8601 text, absent values left
/// out.
///
/// Reading tolerates fields that it does not know, so that a later writer of `v1` may add some. A mandatory field that is
/// missing or null, and a value of another kind than expected, are refused with an [EventFormatException]; nothing is
/// coerced. Writing is deterministic: the same event gives the same bytes.
public final class EventJson {

    private static final JsonMapper MAPPER = EventMapper.create();

    private static final String MEMBER_STATUS = "member-status";

    private EventJson() {}

    /// The event's data as a tree, as a journal entry holds it.
    public static ObjectNode toJson(KeyEvent event) {
        return MAPPER.valueToTree(event);
    }

    /// The event's data as UTF-8 text, as a record on the topic holds it.
    public static byte[] toBytes(KeyEvent event) {
        return MAPPER.writeValueAsBytes(event);
    }

    /// The event with this data.
    ///
    /// @throws EventFormatException where the data is not an event of this type
    public static KeyEvent fromJson(EventType type, JsonNode data) {
        return bind(data, type.dataType(), type.wireName());
    }

    /// The event with this data, UTF-8 text.
    ///
    /// @throws EventFormatException where the data is not JSON, or not an event of this type
    public static KeyEvent fromBytes(EventType type, byte[] data) {
        return fromJson(type, parse(data, type.wireName()));
    }

    /// The status as a tree.
    public static ObjectNode toJson(MemberStatus status) {
        return MAPPER.valueToTree(status);
    }

    /// The status as UTF-8 text.
    public static byte[] toBytes(MemberStatus status) {
        return MAPPER.writeValueAsBytes(status);
    }

    /// The status with this data.
    ///
    /// @throws EventFormatException where the data is not a member status
    public static MemberStatus statusFromJson(JsonNode data) {
        return bind(data, MemberStatus.class, MEMBER_STATUS);
    }

    /// The status with this data, UTF-8 text.
    ///
    /// @throws EventFormatException where the data is not JSON, or not a member status
    public static MemberStatus statusFromBytes(byte[] data) {
        return statusFromJson(parse(data, MEMBER_STATUS));
    }

    private static JsonNode parse(byte[] data, String what) {
        try {
            return MAPPER.readTree(data);
        } catch (JacksonException e) {
            throw EventFormatException.notJson(what, e);
        }
    }

    private static <T> T bind(JsonNode data, Class<T> type, String what) {
        if (!data.isObject()) {
            throw EventFormatException.notAnObject(what);
        }
        try {
            return MAPPER.treeToValue(data, type);
        } catch (JacksonException e) {
            throw EventFormatException.atField(what, data, e);
        }
    }
}
