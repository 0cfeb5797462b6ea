package dev.habittracker.rotator.known;

import java.util.Set;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Kid;

/// What an operator or an outside scheduler can ask for.
public sealed interface Command {

    /// The name in URLs and in Vault's policies.
    default String operation() {
        return operationOf(this);
    }

    /// Replace the key now.
    record RotateNow() implements Command {}

    /// Sign with an earlier key again.
    ///
    /// @param kid             the key
    /// @param view            the ring that the operator was looking at
    /// @param allowKindChange whether a symmetric key may follow a public-key one or the other way round
    record RollBackTo(Kid kid, Position view, boolean allowKindChange) implements Command {}

    /// End the hold on automatic rotation.
    record ResumeRotation() implements Command {}

    /// Refuse a key from now on, whatever the ring looks like by now.
    record RevokeKid(Kid kid) implements Command {}

    /// Refuse the key that signs.
    ///
    /// @param view the ring that the operator was looking at
    record RevokeActive(Position view) implements Command {}

    /// Refuse everything that was ever signed.
    record RevokeEverything() implements Command {}

    /// Take on a ring that was restored from a backup.
    ///
    /// @param trustRestored whether its keys verify on where nobody remembers a newer ring
    /// @param revoke        kids to refuse in the same write
    record AcceptRestored(boolean trustRestored, Set<Kid> revoke) implements Command {

        public AcceptRestored {
            revoke = Set.copyOf(revoke);
        }
    }

    /// Drop what was heard of rings that Vault does not have.
    record ForgetHeard() implements Command {}

    /// Change the rules for keys minted from now on.
    record ChangeRules(PolicyChange change, boolean allowKindChange) implements Command {}

    /// Bring back the secret after a soft delete.
    record RestoreDeleted() implements Command {}

    /// Whether the command takes keys away at once and so never waits.
    default boolean revokes() {
        return switch (this) {
            case RevokeKid _,RevokeActive _,RevokeEverything _ -> true;
            case RotateNow _,RollBackTo _,ResumeRotation _,AcceptRestored _,ForgetHeard _,ChangeRules _,RestoreDeleted _ ->
                false;
        };
    }

    /// Whether the command takes keys away, alone or with an acceptance: then it needs Vault and nobody else.
    default boolean takesKeysAway() {
        return revokes() || this instanceof AcceptRestored accept && !accept.revoke().isEmpty();
    }

    private static String operationOf(Command command) {
        return switch (command) {
            case RotateNow _ -> "rotate";
            case RollBackTo _ -> "roll-back";
            case ResumeRotation _ -> "resume";
            case RevokeKid _,RevokeActive _ -> "revoke";
            case RevokeEverything _ -> "revoke-all";
            case AcceptRestored _ -> "accept";
            case ForgetHeard _ -> "forget";
            case ChangeRules _ -> "policy";
            case RestoreDeleted _ -> "restore";
        };
    }
}
