package dev.habittracker.keyring.ring;

/// A key that was revoked, remembered so that its secret is known again if someone puts it back by hand.
///
/// @param kid        the key's id
/// @param thumbprint of its material (RFC 7638); it stays in Vault
public record RevokedKey(Kid kid, String thumbprint) {

    /// The kid only.
    @Override
    public String toString() {
        return "RevokedKey[" + kid + "]";
    }
}
