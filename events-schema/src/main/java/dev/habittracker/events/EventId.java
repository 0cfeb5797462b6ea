package dev.habittracker.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// The id of an event: the same for every copy of it, whoever sends it and however often.
public final class EventId {

    private static final UUID NAMESPACE = UUID.fromString("98a1a338-dec4-45d0-87e1-a1e2f95e28a0");

    private EventId() {}

    /// The id of the event that tells about this write: a name-based UUID (version 5, RFC 9562 section 5.5) over a fixed
    /// namespace. The keyring's length goes in front, so that no two writes share a name whatever their parts hold.
    public static UUID of(String keyring, long epoch, long version, String writeId) {
        return nameBased(NAMESPACE, keyring.length() + ":" + keyring + "/" + epoch + "." + version + "/" + writeId);
    }

    /// The id of the event.
    public static UUID of(KeyEvent event) {
        WriteHeader header = event.header();
        return of(header.keyring(), header.epoch(), header.version(), header.writeId());
    }

    static UUID nameBased(UUID namespace, String name) {
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16).putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits()).flip());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long most = hash.getLong() & ~0xF000L | 0x5000L;
        long least = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The Java platform must offer SHA-1; this one does not", e);
        }
    }
}
