package dev.habittracker.rotator.web;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

import dev.habittracker.keyring.vault.CallerCapabilities;
import dev.habittracker.keyring.vault.VaultAccess;

/// Asks Vault, with the caller's token alone, whether the caller may, and who it is.
@Component
class Caller {

    private static final String BEARER = "Bearer ";
    /// Who asked, where the token's policies do not let it say.
    private static final String NAMELESS = "operator";

    private final VaultAccess vault;

    Caller(VaultAccess vault) {
        this.vault = vault;
    }

    /// @throws Refused 401 without a good token, 403 where Vault's policies do not grant the operation
    void mayRead(String keyring, HttpServletRequest request) {
        require(keyring, "state", "read", token(request));
    }

    /// @return who asks, by the name that Vault has for the token
    /// @throws Refused 401 without a good token, 403 where Vault's policies do not grant the operation
    String mayCommand(String keyring, String operation, HttpServletRequest request) {
        String token = token(request);
        require(keyring, operation, "update", token);
        return vault.callerNames().of(token).orElse(NAMELESS);
    }

    private void require(String keyring, String operation, String capability, String token) {
        String path = "keyring-operations/" + keyring + "/" + operation;
        switch (vault.capabilities().of(token, path)) {
            case CallerCapabilities.NotValid _ -> throw new Refused(HttpStatus.UNAUTHORIZED, "token-not-valid",
                    "Vault does not accept the token: log in to Vault again and show the new one");
            case CallerCapabilities.Granted granted -> {
                if (!granted.includes(capability)) {
                    throw new Refused(HttpStatus.FORBIDDEN, "not-permitted", "the token's policies do not grant "
                            + capability + " on " + path + ": have a policy with it attached to the token");
                }
            }
        }
    }

    static String token(HttpServletRequest request) {
        @Nullable
        String vaultToken = request.getHeader("X-Vault-Token");
        if (vaultToken != null && !vaultToken.isBlank()) {
            return vaultToken;
        }
        @Nullable
        String authorization = request.getHeader("Authorization");
        // the scheme's name is the same in any case (RFC 9110, section 11.1)
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        throw new Refused(HttpStatus.UNAUTHORIZED, "token-missing",
                "show a Vault token in the header X-Vault-Token, or as Authorization: Bearer");
    }
}
