package dev.habittracker.devstack.keyring;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One write of the ring as the rotator's history has it.
 *
 * @param id epoch and version: {@code 1795500000.42}
 * @param event what the write was, for example {@code key-rotated}
 * @param applied when each member had it, by its own status; a member is {@code service/instance}
 */
public record RotationView(String id, String event, String reason, Instant written, List<Step> steps,
        Map<String, Instant> applied) {

    public record Step(Instant at, String name, String reason) {}

    /** The KV version. */
    public long version() {
        return Long.parseLong(id.substring(id.indexOf('.') + 1));
    }

    /** How many processes of a service have it; the rotator is a member as well. */
    public long appliedBy(String service) {
        return applied.keySet().stream().filter(member -> member.startsWith(service)).count();
    }
}
