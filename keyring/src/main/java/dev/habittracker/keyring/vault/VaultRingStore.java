package dev.habittracker.keyring.vault;

import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingCodec;
import dev.habittracker.keyring.store.NewestVersion;
import dev.habittracker.keyring.store.RingStore;
import dev.habittracker.keyring.store.RingVersion;
import dev.habittracker.keyring.store.SecretVersion;
import dev.habittracker.keyring.store.SecretVersions;
import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.keyring.store.StoreException.Kind;
import dev.habittracker.keyring.store.StoreMetadata;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.keyring.store.StoreWrite;

/// A ring in one secret of a KV v2 engine.
///
/// A read, a poll of the metadata and a write are one request each; only the search under a bare secret, the first write
/// and a destroy take more. After a 403 a request is sent once more with a new token ([VaultSession]). What was answered
/// 5xx, or not at all, may have been done all the same, for Vault carries a write out before it fails to audit its
/// answer: whoever wrote reads again. Thread-safe.
public final class VaultRingStore implements RingStore {

    /// How many versions the engine is told to keep; its default is 10. KV drops older ones without asking, and under
    /// secrets put over it by hand the newest ring may stand deep. Its adoption takes one journal entry for each of
    /// them, and the journal holds this many.
    static final int KEPT_VERSIONS = Ring.JOURNAL_LIMIT;

    private static final String CONFLICT = "check-and-set parameter did not match the current version";

    private final KvSecret secret;
    private volatile boolean configured;

    VaultRingStore(KvSecret secret) {
        this.secret = secret;
    }

    @Override
    public StoreReading read() {
        VaultAnswer answer = secret.readNewest();
        if (answer.ok()) {
            return NewestVersion.reading(answer.time(), secret.versionIn(answer), new Below());
        }
        if (KvSecret.isMissing(answer)) {
            return new StoreReading.Missing(answer.time());
        }
        JsonNode gone = answer.body().path("data").path("metadata");
        return new StoreReading.Deleted(answer.time(), gone.path("version").asLong(),
                gone.path("destroyed").asBoolean(false));
    }

    @Override
    public StoreMetadata metadata() {
        return currentMetadata().toStoreMetadata();
    }

    @Override
    public StoreWrite write(Ring ring, long expected) {
        RingVersion.check(ring, expected);
        if (!configured || expected == 0) {
            configure();
        }
        VaultAnswer answer = secret.write(RingCodec.encode(ring), expected);
        if (answer.ok()) {
            JsonNode made = answer.body().path("data");
            return new StoreWrite.Stored(answer.time(), made.path("version").asLong(), secret.createdIn(made));
        }
        if (answer.says(CONFLICT)) {
            return new StoreWrite.Conflict();
        }
        throw secret.refusedWrite(answer);
    }

    @Override
    public void destroyBelow(long version) {
        List<Long> before = currentMetadata().undestroyedBelow(version);
        if (before.isEmpty()) {
            return;
        }
        secret.destroy(before);
        // KV answers 204 whatever became of it
        List<Long> left = currentMetadata().undestroyedBelow(version);
        if (!left.isEmpty()) {
            throw new StoreException(Kind.FAILED, "versions " + left + " were to be destroyed and still stand");
        }
    }

    @Override
    public void undelete(long version) {
        secret.undelete(version);
    }

    /// Once per process, again where somebody took the settings back, and for a secret that begins anew.
    private void configure() {
        KvMetadata now = currentMetadata();
        if (configured) {
            return;
        }
        if (now.current() == 0) {
            secret.requireVersioned();
        }
        secret.configure(true, Math.max(KEPT_VERSIONS, now.maxVersions()));
        configured = true;
    }

    private KvMetadata currentMetadata() {
        KvMetadata now = secret.metadata();
        configured = now.casRequired() && now.maxVersions() >= KEPT_VERSIONS;
        return now;
    }

    private final class Below implements SecretVersions {

        @Override
        public List<Long> readable() {
            return currentMetadata().readable();
        }

        @Override
        public Optional<SecretVersion> read(long version) {
            return secret.readVersion(version);
        }
    }
}
