package dev.habittracker.devstack.keyring;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * Reads the rotator's answers. Fields that are not asked for here are left alone; one that is asked for and missing is an error that names it, for
 * a report out of half an answer would be wrong.
 *
 * <pre>
 * GET /keyrings/{name}                 {epoch, version, active, keys: [{kid, algorithm, published?, exp?}], hold?: {}, problems: [{kind}]}
 * GET /keyrings/{name}/members         {members: [{service, instance, epoch, version, applied?, live}]}
 * GET /keyrings/{name}/rotations       {rotations: [rotation, ...]}, newest first
 * GET /keyrings/{name}/rotations/{id}  {id, event, reason, decided, created?, steps: [{at, kind, reason}], members: [{service, instance, applied}]}
 * GET /keyrings/{name}/requests/{id}   {state, reason, result?: "epoch.version"}
 * </pre>
 */
final class KeyringJson {

    private KeyringJson() {}

    static KeyringView view(JsonNode json) {
        return new KeyringView(number(json, "epoch"), number(json, "version"), text(json, "active"),
                list(json, "keys").stream().map(KeyringJson::key).toList(), json.path("hold").isObject(),
                list(json, "problems").stream().map(problem -> text(problem, "kind"))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    static List<MemberView> members(JsonNode json) {
        return list(json, "members").stream()
                .map(member -> new MemberView(text(member, "instance"), text(member, "service"),
                        number(member, "epoch") + "." + number(member, "version"), instant(member, "applied"),
                        member.path("live").asBoolean()))
                .toList();
    }

    static List<RotationView> rotations(JsonNode json) {
        return list(json, "rotations").stream().map(KeyringJson::rotation).toList();
    }

    /** In a list, a rotation may come without its steps and members. */
    static RotationView rotation(JsonNode json) {
        Map<String, Instant> applied = new TreeMap<>();
        json.path("members").valueStream().forEach(member -> instant(member, "applied")
                .ifPresent(at -> applied.put(text(member, "service") + "/" + shortened(text(member, "instance")), at)));
        List<RotationView.Step> steps = json.path("steps").valueStream()
                .map(step -> new RotationView.Step(Instant.parse(text(step, "at")), text(step, "kind"),
                        text(step, "reason")))
                .toList();
        return new RotationView(text(json, "id"), text(json, "event"), text(json, "reason"),
                written(json), steps,
                applied);
    }

    /** A version whose event was filled in later is known by the time at which it was decided. */
    private static Instant written(JsonNode json) {
        return instant(json, "created").orElseGet(() -> Instant.parse(text(json, "decided")));
    }

    static RequestView request(JsonNode json) {
        return new RequestView(text(json, "state"), text(json, "reason"),
                Optional.of(json.path("result")).filter(JsonNode::isString)
                        .map(JsonNode::asString));
    }

    private static KeyringView.Key key(JsonNode json) {
        return new KeyringView.Key(text(json, "kid"), text(json, "algorithm"), instant(json, "published"),
                instant(json, "exp"));
    }

    /** Enough of a random id to tell processes of one service apart. */
    private static String shortened(String instance) {
        return instance.substring(0, Math.min(6, instance.length()));
    }

    private static List<JsonNode> list(JsonNode json, String field) {
        return required(json, field, json.path(field).isArray()).valueStream().toList();
    }

    private static String text(JsonNode json, String field) {
        return required(json, field, json.path(field).isString()).asString();
    }

    private static long number(JsonNode json, String field) {
        return required(json, field, json.path(field).isIntegralNumber()).asLong();
    }

    private static Optional<Instant> instant(JsonNode json, String field) {
        return json.path(field).isString() ? Optional.of(Instant.parse(json.path(field).asString())) : Optional.empty();
    }

    private static JsonNode required(JsonNode json, String field, boolean present) {
        if (!present) {
            throw new KeyringApiException("the rotator's answer has no usable field '" + field + "'");
        }
        return json.path(field);
    }
}
