package dev.habittracker.events;

import java.net.URI;

/// Where the JSON Schema (2020-12) of each type stands, and by which name records refer to it.
///
/// The ids are names, not addresses: nothing fetches them. The files are on the class path, at [#resource].
public final class Schemas {

    private static final String BASE = "https://habittracker.dev/";

    private Schemas() {}

    /// The schema's `$id`, which a record carries as `dataschema`.
    public static URI id(EventType type) {
        return URI.create(BASE + resource(type));
    }

    /// The `$id` of the member status's schema.
    public static URI memberStatusId() {
        return URI.create(BASE + memberStatusResource());
    }

    /// The schema's name on the class path.
    public static String resource(EventType type) {
        return resource(type.wireName());
    }

    /// The name on the class path of the member status's schema.
    public static String memberStatusResource() {
        return resource("member-status");
    }

    private static String resource(String name) {
        return "schemas/keys/" + name + ".v1.json";
    }
}
