package dev.habittracker.keyring.store;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingCodec;
import dev.habittracker.keyring.ring.VaultTime;

/// One secret of a KV v2 engine, in memory: for tests and for trying things out without a server.
///
/// Besides a store's calls it has those of a hand at Vault's command line, an outage that can be switched on, and a
/// clock to step. It passes the same contract suite as [the real one][dev.habittracker.keyring.vault.VaultRingStore].
/// It keeps as many versions as the real one is told to keep. Thread-safe.
public final class InMemoryRingStore implements RingStore, SecretVersions {

    /// @param json text, as a server keeps it: what comes back is parsed anew
    private record Stored(Instant created, String json, boolean deleted, boolean destroyed) {

        boolean readable() {
            return !deleted && !destroyed;
        }
    }

    private final Clock clock;
    private final TreeMap<Long, Stored> versions = new TreeMap<>();
    private boolean casRequired;
    private StoreException.@Nullable Kind outage;

    /// @param clock the store's time, for created times and [StoreReading#time()]
    public InMemoryRingStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StoreReading read() {
        answer("read");
        if (versions.isEmpty()) {
            return new StoreReading.Missing(now());
        }
        long newest = versions.lastKey();
        Stored stored = versions.lastEntry().getValue();
        if (!stored.readable()) {
            return new StoreReading.Deleted(now(), newest, stored.destroyed());
        }
        return NewestVersion.reading(now(), version(newest, stored), this);
    }

    @Override
    public synchronized StoreMetadata metadata() {
        answer("metadata");
        if (versions.isEmpty()) {
            return new StoreMetadata(now(), 0, null, false, List.of());
        }
        Stored newest = versions.lastEntry().getValue();
        return new StoreMetadata(now(), versions.lastKey(), newest.created(), !newest.readable(), readable());
    }

    @Override
    public synchronized StoreWrite write(Ring ring, long expected) {
        answer("write");
        RingVersion.check(ring, expected);
        casRequired = true;
        if (expected != current()) {
            return new StoreWrite.Conflict();
        }
        append(RingCodec.encode(ring));
        return new StoreWrite.Stored(now(), current(), versions.lastEntry().getValue().created());
    }

    @Override
    public synchronized void destroyBelow(long version) {
        answer("destroy");
        if (current() >= version) {
            versions.headMap(version).keySet().stream().toList().forEach(this::destroy);
        }
    }

    @Override
    public synchronized void undelete(long version) {
        answer("undelete");
        versions.computeIfPresent(version,
                (_version, stored) -> new Stored(stored.created(), stored.json(), false, stored.destroyed()));
    }

    /// As `vault kv put secret/habit-tracker/auth jwt_secret_key=...`.
    ///
    /// @return the version made
    /// @throws StoreException [FAILED][StoreException.Kind#FAILED] where the store demands check-and-set
    public synchronized long put(JsonNode data) {
        answer("put");
        if (casRequired) {
            throw new StoreException(StoreException.Kind.FAILED,
                    "put: check-and-set parameter required for this call");
        }
        return append(data);
    }

    /// As `vault kv put -cas=<cas> ...`.
    ///
    /// @return the version made
    /// @throws StoreException [FAILED][StoreException.Kind#FAILED] where another version is the newest
    public synchronized long put(JsonNode data, long cas) {
        answer("put");
        if (cas != current()) {
            throw new StoreException(StoreException.Kind.FAILED,
                    "put: check-and-set parameter did not match the current version");
        }
        return append(data);
    }

    /// Puts a secret that has only `jwt_secret_key` over whatever stands there.
    ///
    /// @return the version made
    public synchronized long putBareSecret(String secret) {
        return put(JsonNodeFactory.instance.objectNode().put(RingCodec.SECRET_FIELD, secret), current());
    }

    /// As `vault kv delete`: a soft delete of the newest version.
    public synchronized void delete() {
        if (!versions.isEmpty()) {
            versions.compute(current(), (_version, stored) -> stored == null
                    ? null
                    : new Stored(stored.created(), stored.json(), true, stored.destroyed()));
        }
    }

    /// As `vault kv destroy -versions=<version>`.
    public synchronized void destroy(long version) {
        versions.computeIfPresent(version, (_version, stored) -> new Stored(stored.created(), "{}",
                stored.deleted(), true));
    }

    /// As `vault kv metadata delete`: the next write is version 1 again.
    public synchronized void deleteAll() {
        versions.clear();
        casRequired = false;
    }

    /// Takes back every version above one, as a restored backup does.
    public synchronized void restoreTo(long version) {
        versions.tailMap(version, false).clear();
    }

    /// From now on every call fails like this; `null` ends the outage.
    public synchronized void failWith(StoreException.@Nullable Kind kind) {
        outage = kind;
    }

    @Override
    public synchronized List<Long> readable() {
        return versions.entrySet().stream().filter(entry -> entry.getValue().readable()).map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized Optional<SecretVersion> read(long version) {
        return Optional.ofNullable(versions.get(version)).filter(Stored::readable)
                .map(stored -> version(version, stored));
    }

    /// Every version's content that can still be read, oldest first: for a search for what should be gone.
    public synchronized List<String> contents() {
        List<String> contents = new ArrayList<>();
        versions.values().stream().filter(stored -> !stored.destroyed())
                .forEach(stored -> contents.add(stored.json()));
        return contents;
    }

    private long append(JsonNode data) {
        long version = current() + 1;
        versions.put(version, new Stored(clock.instant(), data.isObject() ? data.toString() : "{}", false, false));
        if (versions.size() > Ring.JOURNAL_LIMIT) {
            versions.pollFirstEntry();
        }
        return version;
    }

    private static SecretVersion version(long version, Stored stored) {
        return new SecretVersion(version, stored.created(), JsonMapper.shared().readTree(stored.json()));
    }

    private long current() {
        return versions.isEmpty() ? 0 : versions.lastKey();
    }

    private VaultTime now() {
        return VaultTime.exactly(clock.instant());
    }

    private void answer(String call) {
        StoreException.Kind kind = outage;
        if (kind != null) {
            throw new StoreException(kind, call + ": the store in memory is switched to " + kind);
        }
    }
}
