package dev.habittracker.rotator.reconcile;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.habittracker.events.Position;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.scene.Story;

import static org.assertj.core.api.Assertions.assertThat;

/// What every place for requests does.
public abstract class RequestsContract {

    private static final Position SEEN = new Position(1_795_507_200, 7);
    private static final Position RESULT = new Position(1_795_507_200, 8);

    /// How a request ended.
    ///
    /// @param state    `done`, `blocked`, `refused`; anything else where it has not ended
    /// @param position what came of it
    public record End(String state, @Nullable Position position) {}

    /// Requests, of which none is of the keyring yet.
    protected abstract Requests requests();

    /// The keyring's name.
    protected abstract String keyring();

    /// Takes a request in.
    protected abstract void accept(OpenRequest request);

    /// How a request stands.
    protected abstract End stateOf(OpenRequest request);

    @Test
    void open_nothingWasAccepted_isEmpty() {
        assertThat(requests().open(keyring())).isEmpty();
        assertThat(requests().inHand(keyring())).isEmpty();
    }

    @Test
    void open_severalWereAccepted_areGivenBackWholeTheOldestFirst() {
        OpenRequest first = request("a", 0, new Command.RotateNow());
        OpenRequest second = request("b", 1, new Command.RevokeActive(SEEN));
        accept(second);
        accept(first);

        assertThat(requests().open(keyring())).containsExactly(first, second);
    }

    @Test
    void finish_isOpenNoMoreAndTheFirstEndCounts() {
        OpenRequest request = request("a", 0, new Command.RotateNow());
        accept(request);

        requests().finish(request, Outcome.DONE, RESULT, "carried out");
        requests().finish(request, Outcome.BLOCKED, null, "not done in time");

        assertThat(requests().open(keyring())).isEmpty();
        assertThat(stateOf(request)).isEqualTo(new End("done", RESULT));
    }

    @Test
    void waiting_staysOpen() {
        OpenRequest request = request("a", 0, new Command.RotateNow());
        accept(request);

        requests().waiting(List.of(request), "NEXT is too young");
        requests().waiting(List.of(request), "NEXT is too young");

        assertThat(requests().open(keyring())).containsExactly(request);
    }

    @Test
    void waiting_afterTheEnd_changesNothing() {
        OpenRequest request = request("a", 0, new Command.RotateNow());
        accept(request);
        requests().finish(request, Outcome.REFUSED, null, "no");

        requests().waiting(List.of(request), "NEXT is too young");

        assertThat(requests().open(keyring())).isEmpty();
        assertThat(stateOf(request)).isEqualTo(new End("refused", null));
    }

    private OpenRequest request(String id, int second, Command command) {
        return new OpenRequest(keyring() + "-" + id, command, Story.START.plusSeconds(second), SEEN, "olga",
                "a colleague left");
    }
}
