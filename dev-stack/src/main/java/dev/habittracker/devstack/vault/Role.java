package dev.habittracker.devstack.vault;

/** Who comes to Vault. A role's name is that of its policy file under {@code deploy/vault/policies}. */
public enum Role {

    ROTATOR("rotator"), HABIT_API("habit-api"), AUDIT_CONSUMER("audit-consumer"), OPERATOR("operator"), SCHEDULER(
            "scheduler"), AUDITOR("auditor");

    private final String policy;

    Role(String policy) {
        this.policy = policy;
    }

    /** The file's name without {@code .hcl}. */
    public String policy() {
        return policy;
    }

    /** Whether a process logs in as this role by AppRole; people and outside schedulers show a token. */
    public boolean isService() {
        return switch (this) {
            case ROTATOR, HABIT_API, AUDIT_CONSUMER -> true;
            case OPERATOR, SCHEDULER, AUDITOR -> false;
        };
    }
}
