package dev.habittracker.events;

/// The names of all topics, with an optional prefix that keeps several installations on one broker apart.
///
/// @param prefix set before every name, such as `staging.`; empty for none
public record Topics(String prefix) {

    /// The names without a prefix.
    public static final Topics DEFAULT = new Topics("");

    /// One event per version of a ring; keyed by keyring.
    public String keyEvents() {
        return prefix + "habit.keys.events";
    }

    /// The newest status of every member; compacted, keyed by keyring and instance.
    public String keyMembers() {
        return prefix + "habit.keys.members";
    }

    /// Events and statuses that could not be read, with their coordinates.
    public String keyDeadLetters() {
        return prefix + "habit.keys.dead-letters";
    }

    /// One raw line of a Vault audit file per record; keyed by node and file.
    public String auditRecords() {
        return prefix + "vault.audit.records";
    }

    /// How far the tail of an audit file has come; compacted, keyed by node and file.
    public String auditCheckpoints() {
        return prefix + "vault.audit.checkpoints";
    }

    /// What an operator should look at; keyed by rule.
    public String auditAlerts() {
        return prefix + "vault.audit.alerts";
    }

    /// What could not be parsed or stored, whole; keyed by node and file.
    public String auditDeadLetters() {
        return prefix + "vault.audit.dead-letters";
    }
}
