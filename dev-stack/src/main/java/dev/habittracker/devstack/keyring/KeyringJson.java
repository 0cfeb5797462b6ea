package dev.habittracker.devstack.keyring;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/** Reads the rotator's answers; fields that are not asked for here are left alone. */
final class KeyringJson {

    private KeyringJson() {}

    static KeyringView view(JsonNode json) {
        return new KeyringView(json.path("epoch").asLong(), json.path("version").asLong(),
                json.path("active").asString(""),
                json.path("keys").valueStream().map(KeyringJson::key).toList(), json.path("hold").isObject());
    }

    static List<MemberView> members(JsonNode json) {
        return elements(json, "members").stream().map(member -> new MemberView(member.path("instance").asString(""),
                member.path("service").asString(""), position(member), instant(member.path("applied")),
                member.path("live").asBoolean(true)))
                .toList();
    }

    static List<RotationView> rotations(JsonNode json) {
        return elements(json, "rotations").stream().map(KeyringJson::rotation).toList();
    }

    static RotationView rotation(JsonNode json) {
        Map<String, Instant> applied = new TreeMap<>();
        elements(json.path("applied"), "members").forEach(member -> instant(member.path("at"))
                .ifPresent(at -> applied
                        .put(member.path("service").asString("") + " " + member.path("instance").asString(""), at)));
        return new RotationView(json.path("id").asString(), json.path("event").asString(""),
                json.path("reason").asString(""),
                instant(json.path("written")).orElse(Instant.EPOCH),
                json.path("steps").valueStream()
                        .map(step -> new RotationView.Step(instant(step.path("at")).orElse(Instant.EPOCH),
                                step.path("step").asString(""), step.path("reason").asString("")))
                        .toList(),
                applied);
    }

    static RequestView request(JsonNode json) {
        return new RequestView(json.path("state").asString(""), json.path("reason").asString(""),
                Optional.of(json.path("result").asString("")).filter(id -> !id.isEmpty()));
    }

    private static KeyringView.Key key(JsonNode json) {
        return new KeyringView.Key(json.path("kid").asString(), json.path("algorithm").asString(""),
                instant(json.path("published")),
                instant(json.path("exp")));
    }

    private static List<JsonNode> elements(JsonNode json, String field) {
        return (json.isArray() ? json : json.path(field)).valueStream().toList();
    }

    private static String position(JsonNode json) {
        return json.path("epoch").asString("") + "." + json.path("version").asString("");
    }

    private static Optional<Instant> instant(JsonNode json) {
        return json.isString() ? Optional.of(Instant.parse(json.asString())) : Optional.empty();
    }
}
