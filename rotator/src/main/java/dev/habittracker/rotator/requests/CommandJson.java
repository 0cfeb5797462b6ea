package dev.habittracker.rotator.requests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.rotator.known.Command;

/// Commands as JSON, in bodies of requests and in the database alike.
///
/// | operation    | fields                                                                                       |
/// |--------------|----------------------------------------------------------------------------------------------|
/// | `rotate`     | none                                                                                         |
/// | `roll-back`  | `kid`, `epoch`, `version`; `allow_kind_change`                                               |
/// | `resume`     | none                                                                                         |
/// | `revoke`     | `kid`, or `active: true` with `epoch` and `version`                                          |
/// | `revoke-all` | none                                                                                         |
/// | `accept`     | `trust_restored`, `revoke` (a list of kids)                                                  |
/// | `forget`     | none                                                                                         |
/// | `policy`     | at least one of those of [PolicyJson]; `allow_kind_change`                                   |
/// | `restore`    | none                                                                                         |
///
/// Every body may have a `reason`. A field that an operation does not have is refused: a misspelt `active` would revoke
/// another key than was meant.
public final class CommandJson {

    private static final String REASON = "reason";
    private static final int LONGEST_REASON = 500;

    private CommandJson() {}

    /// Reads the command of an operation.
    ///
    /// @throws IllegalArgumentException saying which field to change
    public static Command read(String operation, JsonNode body) {
        return switch (operation) {
            case "rotate" -> without(body, new Command.RotateNow());
            case "roll-back" -> {
                only(body, "kid", "epoch", "version", "allow_kind_change");
                yield new Command.RollBackTo(kid(body), view(body), flag(body, "allow_kind_change"));
            }
            case "resume" -> without(body, new Command.ResumeRotation());
            case "revoke" -> revoke(body);
            case "revoke-all" -> without(body, new Command.RevokeEverything());
            case "accept" -> {
                only(body, "trust_restored", "revoke");
                yield new Command.AcceptRestored(flag(body, "trust_restored"), kids(body));
            }
            case "forget" -> without(body, new Command.ForgetHeard());
            case "policy" -> {
                only(body, "allow_kind_change", PolicyJson.FIELDS);
                yield new Command.ChangeRules(PolicyJson.read(body), flag(body, "allow_kind_change"));
            }
            case "restore" -> without(body, new Command.RestoreDeleted());
            default -> throw new IllegalArgumentException("there is no operation \"" + operation + "\"");
        };
    }

    /// The words that the asker gave with it; `null` where none.
    ///
    /// @throws IllegalArgumentException where they are no text, too many, or more than one line
    public static @Nullable String reason(JsonNode body) {
        JsonNode reason = body.path(REASON);
        if (reason.isMissingNode() || reason.isNull()) {
            return null;
        }
        if (!reason.isString() || reason.stringValue().length() > LONGEST_REASON
                || reason.stringValue().codePoints().anyMatch(CommandJson::isNoCharacterOfALine)) {
            throw new IllegalArgumentException("\"reason\" must be text of at most " + LONGEST_REASON
                    + " characters, without line breaks and other control characters");
        }
        return reason.stringValue();
    }

    private static boolean isNoCharacterOfALine(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    /// The command's parameters.
    public static ObjectNode write(Command command) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (command) {
            case Command.RollBackTo back -> {
                json.put("kid", back.kid().toString()).put("allow_kind_change", back.allowKindChange());
                put(json, back.view());
            }
            case Command.RevokeKid revoke -> json.put("kid", revoke.kid().toString());
            case Command.RevokeActive revoke -> put(json.put("active", true), revoke.view());
            case Command.AcceptRestored accept -> {
                json.put("trust_restored", accept.trustRestored());
                accept.revoke().stream().map(Kid::toString).sorted().forEach(json.putArray("revoke")::add);
            }
            case Command.ChangeRules rules -> {
                PolicyJson.write(json, rules.change());
                json.put("allow_kind_change", rules.allowKindChange());
            }
            case Command.RotateNow _,Command.ResumeRotation _,Command.RevokeEverything _,Command.ForgetHeard _,Command.RestoreDeleted _ ->
                {}
        }
        return json;
    }

    private static Command revoke(JsonNode body) {
        only(body, "kid", "active", "epoch", "version");
        if (!flag(body, "active")) {
            return new Command.RevokeKid(kid(body));
        }
        if (body.has("kid")) {
            throw new IllegalArgumentException("\"kid\" and \"active\" exclude each other: give the kid of the key to"
                    + " revoke, or \"active\": true with the \"epoch\" and \"version\" that you saw");
        }
        return new Command.RevokeActive(view(body));
    }

    private static void put(ObjectNode json, Position view) {
        json.put("epoch", view.epoch()).put("version", view.version());
    }

    private static Command without(JsonNode body, Command command) {
        only(body);
        return command;
    }

    private static void only(JsonNode body, String field, Collection<String> more) {
        List<String> all = new ArrayList<>(more);
        all.add(field);
        only(body, all.toArray(String[]::new));
    }

    private static void only(JsonNode body, String... fields) {
        Set<String> unknown = new HashSet<>(body.propertyNames());
        unknown.removeAll(Set.of(fields));
        unknown.remove(REASON);
        if (!unknown.isEmpty()) {
            // the name is cut, for it is the caller's own text
            String first = unknown.stream().sorted().findFirst().orElseThrow();
            throw new IllegalArgumentException("there is no field \"" + first.substring(0, Math.min(40, first.length()))
                    + "\" here: remove it; what there is: " + REASON + Arrays.stream(fields)
                            .sorted().map(field -> ", " + field).collect(Collectors.joining()));
        }
    }

    private static Kid kid(JsonNode body) {
        if (!body.path("kid").isString()) {
            throw new IllegalArgumentException("\"kid\" is missing: give the kid of the key as text");
        }
        return kid("kid", body.path("kid"));
    }

    private static Kid kid(String field, JsonNode node) {
        return Kid.parse(node.asString("")).orElseThrow(() -> new IllegalArgumentException("\"" + field
                + "\" is no kid of this keyring: take it from its state, such as 1795500000.42.q3Zx9A"));
    }

    private static Position view(JsonNode body) {
        return new Position(number(body.path("epoch")), number(body.path("version")));
    }

    private static long number(JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new IllegalArgumentException("\"epoch\" and \"version\" are missing: give those of the ring that you"
                    + " were looking at, as numbers");
        }
        return node.longValue();
    }

    private static Set<Kid> kids(JsonNode body) {
        JsonNode revoke = body.path("revoke");
        if (!revoke.isMissingNode() && !revoke.isArray()) {
            throw new IllegalArgumentException("\"revoke\" must be a list of kids");
        }
        return revoke.valueStream().map(node -> kid("revoke", node)).collect(Collectors.toSet());
    }

    private static boolean flag(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new IllegalArgumentException("\"" + name + "\" must be true or false");
        }
        return value.asBoolean(false);
    }
}
