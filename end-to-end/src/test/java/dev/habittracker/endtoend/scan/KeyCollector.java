package dev.habittracker.endtoend.scan;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;

import dev.habittracker.devstack.vault.VaultClient;
import dev.habittracker.devstack.vault.VaultException;

/// Reads the ring out of Vault again and again and remembers all key material that was ever in it.
final class KeyCollector implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(250);
    /// RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1; RFC 8037 has `d` too.
    private static final List<String> PRIVATE_MEMBERS = List.of("k", "d", "p", "q", "dp", "dq", "qi");

    private final ScheduledExecutorService reading = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Needle> needles = new LinkedHashMap<>();
    private final VaultClient vault;
    private final String path;

    /// @param path of the secret, with `data/`
    KeyCollector(VaultClient vault, String path) {
        this.vault = vault;
        this.path = path;
        reading.scheduleWithFixedDelay(this::read, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// All that was collected so far.
    synchronized Collection<Needle> needles() {
        return List.copyOf(needles.values());
    }

    /// The kids whose material was collected.
    synchronized List<String> kids() {
        return needles.values().stream().map(Needle::name).filter(name -> name.contains(" ")).map(
                name -> name.substring(0, name.indexOf(' '))).distinct().toList();
    }

    private synchronized void read() {
        try {
            JsonNode data = vault.get(path).at("/data/data");
            String text = data.path("jwt_secret_key").asString("");
            if (!text.isEmpty()) {
                needles.putIfAbsent(text, Needle.ofText("jwt_secret_key", text));
            }
            for (JsonNode key : data.at("/ring/keys")) {
                for (String member : PRIVATE_MEMBERS) {
                    String value = key.path("jwk").path(member).asString("");
                    if (!value.isEmpty()) {
                        needles.putIfAbsent(value,
                                Needle.ofJwkMember(key.path("kid").asString() + " member " + member, value));
                    }
                }
            }
        } catch (VaultException notThereYet) {
            // the next reading tries again; the test asks for the kids that it wants to have seen
        }
    }

    @Override
    public void close() {
        reading.shutdownNow();
    }
}
