package dev.habittracker.rotator.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.follow.Problem;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.rotator.decide.Journals;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.LiveMembers;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.reconcile.Reconciler;
import dev.habittracker.rotator.requests.Request;

/// What operators see of a request.
final class RequestView {

    private RequestView() {}

    /// A request, and for one that members have to follow at once what is known of them now.
    static Map<String, Object> of(Request request, Reconciler reconciler) {
        OpenRequest asked = request.asked();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", request.id());
        view.put("operation", asked.command().operation());
        view.put("state", request.state().label());
        view.put("reason", request.stateReason());
        put(view, "result", request.result());
        view.put("by", asked.by());
        view.put("accepted", asked.accepted().toString());
        put(view, "finished", request.finished());
        if (asked.command().takesKeysAway() || asked.command() instanceof Command.RollBackTo) {
            now(view, request.result(), reconciler.observe().known());
        }
        return view;
    }

    /// A request that only the ring's journal remembers.
    static Map<String, Object> of(String id, JournalEntry entry, Gathered known) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id);
        view.put("state", Request.State.DONE.label());
        view.put("reason", "carried out by version " + entry.version() + " of the ring: " + entry.event());
        view.put("result", Journals.position(entry).toString());
        view.put("by", entry.data().path("by").asString(""));
        view.put("finished", entry.decided().toString());
        now(view, Journals.position(entry), known);
        return view;
    }

    private static void now(Map<String, Object> view, @Nullable Position result, @Nullable Gathered known) {
        if (known == null) {
            return;
        }
        if (result != null) {
            view.put("event_acknowledged", isAcknowledged(result, known));
        }
        switch (known.bus()) {
            case Bus.Heard heard ->
                view.put("members_without_vault", heard.members().live().stream().filter(RequestView::isWithoutVault)
                        .map(LiveMembers.Entry::name).toList());
            case Bus.Away away -> view.put("members_unknown", "nobody can be asked who reaches Vault: "
                    + away.problem() + ". Members follow by their poll of Vault, and the event is sent when Kafka is"
                    + " back");
        }
    }

    private static boolean isAcknowledged(Position result, Gathered known) {
        Position published = switch (known.bus()) {
            case Bus.Heard heard -> heard.tail().last();
            case Bus.Away _ -> known.past().published();
        };
        return !result.isAfter(published);
    }

    /// By the member's own word, or because it has never read the ring.
    private static boolean isWithoutVault(LiveMembers.Entry member) {
        MemberStatus status = member.status();
        List<String> problems = status.problems();
        return status.lastRead() == null
                || problems.stream().anyMatch(line -> line.startsWith(Problem.STORE_UNREACHABLE.label() + ":"));
    }

    private static void put(Map<String, Object> view, String name, @Nullable Object value) {
        if (value != null) {
            view.put(name, value.toString());
        }
    }
}
