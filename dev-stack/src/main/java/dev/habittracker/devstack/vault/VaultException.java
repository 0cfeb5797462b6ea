package dev.habittracker.devstack.vault;

import java.util.List;

/** Vault's refusal of a call, with its HTTP status and its own words. */
public final class VaultException extends RuntimeException {

    private final int status;

    VaultException(String call, int status, List<String> errors) {
        super("%s: %d %s".formatted(call, status, String.join("; ", errors).strip()));
        this.status = status;
    }

    public int status() {
        return status;
    }
}
