package dev.habittracker.keyring.vault;

import java.util.Set;

/// What Vault says of a caller's token.
public sealed interface CallerCapabilities {

    /// The token is good.
    ///
    /// @param capabilities what it may do at the path: `create`, `read`, `update`, `patch`, `list`, `delete`, `sudo`,
    ///                     `root`, or `deny` alone
    record Granted(Set<String> capabilities) implements CallerCapabilities {

        public Granted {
            capabilities = Set.copyOf(capabilities);
        }

        /// Whether the token may do it; a root token may do everything.
        public boolean includes(String capability) {
            return capabilities.contains(capability) || capabilities.contains("root");
        }
    }

    /// Vault does not know the token, or not any more, or does not let it ask (the policy `default` does).
    record NotValid() implements CallerCapabilities {}
}
