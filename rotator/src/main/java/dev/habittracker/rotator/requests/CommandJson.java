package dev.habittracker.rotator.requests;

import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.rotator.known.Command;

/// Commands as JSON, in bodies of requests and in the database alike.
public final class CommandJson {

    private CommandJson() {}

    /// Reads the command of an operation.
    ///
    /// @throws IllegalArgumentException saying which field to change
    public static Command read(String operation, JsonNode body) {
        return switch (operation) {
            case "rotate" -> new Command.RotateNow();
            case "roll-back" -> new Command.RollBackTo(kid(body), view(body), flag(body, "allow_kind_change"));
            case "resume" -> new Command.ResumeRotation();
            case "revoke" -> flag(body, "active")
                    ? new Command.RevokeActive(view(body))
                    : new Command.RevokeKid(kid(body));
            case "revoke-all" -> new Command.RevokeEverything();
            case "accept" -> new Command.AcceptRestored(flag(body, "trust_restored"), kids(body));
            case "forget" -> new Command.ForgetHeard();
            case "restore" -> new Command.RestoreDeleted();
            default -> throw new IllegalArgumentException("there is no operation \"" + operation + "\"");
        };
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
            case Command.RotateNow _,Command.ResumeRotation _,Command.RevokeEverything _,Command.ForgetHeard _,Command.ChangeRules _,Command.RestoreDeleted _ ->
                {}
        }
        return json;
    }

    private static void put(ObjectNode json, Position view) {
        json.put("epoch", view.epoch()).put("version", view.version());
    }

    private static Kid kid(JsonNode body) {
        if (!body.path("kid").isString()) {
            throw new IllegalArgumentException("\"kid\" is missing: give the kid of the key as text");
        }
        return Kid.of(body.path("kid").stringValue());
    }

    private static Position view(JsonNode body) {
        if (!body.path("epoch").isIntegralNumber() || !body.path("version").isIntegralNumber()) {
            throw new IllegalArgumentException("\"epoch\" and \"version\" are missing: give those of the ring that you"
                    + " were looking at, as numbers");
        }
        return new Position(body.path("epoch").asLong(), body.path("version").asLong());
    }

    private static Set<Kid> kids(JsonNode body) {
        return body.path("revoke").valueStream().map(node -> Kid.of(node.asString(""))).collect(Collectors.toSet());
    }

    private static boolean flag(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new IllegalArgumentException("\"" + name + "\" must be true or false");
        }
        return value.asBoolean(false);
    }
}
