package dev.habittracker.auditconsumer.vault;

/** Vault's answer to whether a caller may do something. */
public sealed interface Permission {

    /**
     * The token's policies grant it.
     *
     * @param caller whose token it is
     */
    record Granted(Caller caller) implements Permission {}

    /**
     * The token is valid, or Vault does not say, and its policies do not grant it.
     *
     * @param reason what the caller can do about it
     */
    record Denied(String reason) implements Permission {}

    /**
     * Vault did not answer, or not with a decision.
     *
     * @param reason what was seen
     */
    record Undecided(String reason) implements Permission {}
}
