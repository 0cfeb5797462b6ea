package dev.habittracker.rotator.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Hold;
import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.decide.Decision;
import dev.habittracker.rotator.decide.Due;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.LiveMembers;
import dev.habittracker.rotator.reconcile.Observation;
import dev.habittracker.rotator.reconcile.Problem;
import dev.habittracker.rotator.requests.PolicyJson;

/// What operators see of a keyring; nothing of it is secret.
final class StateView {

    private StateView() {}

    static Map<String, Object> of(String name, Observation seen) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("keyring", name);
        Gathered known = seen.known();
        Decision decision = seen.decision();
        if (known != null && known.reading() instanceof StoreReading.Whole whole) {
            ring(view, whole.ring(), known);
        }
        if (decision != null) {
            view.put("decision", decision.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
            view.put("reason", decision.reason());
        }
        if (known != null && known.bus() instanceof Bus.Heard heard) {
            view.put("echo", heard.echo().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
            view.put("published", heard.tail().last().toString());
        }
        List<Object> problems = new ArrayList<>();
        seen.alarms().forEach(alarm -> problems.add(Map.of("kind", alarm.kind().label(), "message", alarm.message())));
        Problem problem = seen.problem();
        if (problem != null) {
            problems.add(Map.of("kind", problem.kind(), "message", problem.message()));
        }
        view.put("problems", problems);
        return view;
    }

    private static void ring(Map<String, Object> view, Ring ring, Gathered known) {
        Policy policy = ring.policy();
        view.put("epoch", ring.epoch());
        view.put("version", ring.version());
        view.put("active", ring.active().toString());
        view.put("next", ring.nextKey().kid().toString());
        view.put("activated", ring.activated().toString());
        view.put("keys", ring.keys().stream().map(key -> key(ring, key, known.now().latest())).toList());
        Hold hold = ring.hold();
        if (hold != null) {
            view.put("hold", Map.of("since", hold.since().toString(), "by", hold.by()));
        }
        view.put("policy", Map.of("algorithm", policy.algorithm().jwtName(), "max_token_lifetime",
                policy.maxTokenLifetime().toString(), "signing_lease", policy.signingLease().toString()));
        Policy configured = known.rules().initialPolicy();
        if (!policy.equals(configured)) {
            view.put("policy_note", "this rotator is configured with another policy, " + PolicyJson.of(configured)
                    + ", which counts for a new ring only: the command `policy` changes this one's");
        }
        view.put("margins", List.of(Margins.explainSpread(policy.timing()), Margins.explainOverlap(policy.timing(),
                policy.maxTokenLifetime(), policy.signingLease())));
        view.put("schedule", known.rules().schedule().text());
        Due.next(ring, known.rules().schedule()).ifPresent(due -> view.put("due", due.toString()));
    }

    private static Map<String, Object> key(Ring ring, RingKey key, Instant now) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("kid", key.kid().toString());
        view.put("state", ring.stateOf(key.kid(), now).name().toLowerCase(java.util.Locale.ROOT));
        view.put("algorithm", key.material().algorithm().jwtName());
        view.put("published", key.published().toString());
        Optional.ofNullable(key.exp()).ifPresent(exp -> view.put("exp", exp.toString()));
        return view;
    }

    static Map<String, Object> member(LiveMembers.Entry member) {
        MemberStatus status = member.status();
        Position applied = status.applied() == null ? Position.NONE : status.applied();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("service", status.service());
        view.put("instance", status.instance());
        view.put("epoch", applied.epoch());
        view.put("version", applied.version());
        put(view, "applied", status.appliedAt());
        view.put("live", member.live());
        view.put("ready", status.ready());
        view.put("kids_usable", status.keys().stream().filter(key -> key.usable()).map(key -> key.kid()).toList());
        put(view, "clock_offset", status.clockOffset());
        view.put("problems", status.problems());
        return view;
    }

    private static void put(Map<String, Object> view, String name, @Nullable Object value) {
        if (value != null) {
            view.put(name, value.toString());
        }
    }
}
