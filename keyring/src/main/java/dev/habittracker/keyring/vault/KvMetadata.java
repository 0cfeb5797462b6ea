package dev.habittracker.keyring.vault;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.store.StoreMetadata;

/// A secret's metadata as KV v2 tells it.
///
/// @param current     the newest version; 0 where there are only settings
/// @param versions    what KV still knows of, ascending
/// @param casRequired whether the secret's own setting demands check-and-set; the mount may demand it besides
/// @param maxVersions the secret's own setting; 0 for the mount's
record KvMetadata(VaultTime time, long current, NavigableMap<Long, Version> versions, boolean casRequired,
        int maxVersions) {

    /// @param deleted   soft: its deletion time has passed
    /// @param destroyed for good
    record Version(Instant created, boolean deleted, boolean destroyed) {

        boolean readable() {
            return !deleted && !destroyed;
        }
    }

    static KvMetadata none(VaultTime time) {
        return new KvMetadata(time, 0, new TreeMap<>(), false, 0);
    }

    /// @throws java.time.DateTimeException where a time cannot be read
    /// @throws NumberFormatException       where a version's number cannot be read
    static KvMetadata of(VaultTime time, JsonNode data) {
        NavigableMap<Long, Version> versions = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : data.path("versions").properties()) {
            versions.put(Long.parseLong(entry.getKey()), version(time, entry.getValue()));
        }
        return new KvMetadata(time, data.path("current_version").asLong(0), versions,
                data.path("cas_required").asBoolean(false), data.path("max_versions").asInt(0));
    }

    StoreMetadata toStoreMetadata() {
        Version newest = versions.get(current);
        return newest == null
                ? new StoreMetadata(time, 0, null, false, List.of())
                : new StoreMetadata(time, current, newest.created(), !newest.readable(), readable());
    }

    List<Long> readable() {
        return versions.entrySet().stream().filter(entry -> entry.getValue().readable()).map(Map.Entry::getKey)
                .toList();
    }

    /// Versions below one that are not destroyed; none where there is no version as high.
    List<Long> undestroyedBelow(long version) {
        if (current < version) {
            return List.of();
        }
        return versions.headMap(version, false).entrySet().stream().filter(entry -> !entry.getValue().destroyed())
                .map(Map.Entry::getKey).toList();
    }

    private static Version version(VaultTime time, JsonNode version) {
        String deletion = version.path("deletion_time").asString("");
        return new Version(Instant.parse(version.path("created_time").asString("")),
                !deletion.isEmpty() && !Instant.parse(deletion).isAfter(time.latest()),
                version.path("destroyed").asBoolean(false));
    }
}
