package dev.habittracker.keyring.store;

import java.time.Instant;

import tools.jackson.databind.JsonNode;

import dev.habittracker.keyring.ring.RingCodec;
import dev.habittracker.keyring.ring.RingDocument;

/// One readable version of the secret, as the store keeps it.
///
/// @param version the KV version
/// @param created when the store made it
/// @param data    the secret's data; it holds key material
public record SecretVersion(long version, Instant created, JsonNode data) {

    /// What the data turns out to be; a ring with what a late landing adds.
    RingDocument document() {
        RingDocument document = RingCodec.decode(data, version);
        return document instanceof RingDocument.Whole whole
                ? new RingDocument.Whole(whole.ring().landed(created))
                : document;
    }

    /// Version and time only.
    @Override
    public String toString() {
        return "SecretVersion[" + version + ", created " + created + "]";
    }
}
