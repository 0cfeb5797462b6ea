package dev.habittracker.rotator.jdbc;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.reconcile.Aims;
import dev.habittracker.rotator.reconcile.Requests;
import dev.habittracker.rotator.reconcile.RequestsContract;
import dev.habittracker.rotator.reconcile.UnstorableException;
import dev.habittracker.rotator.requests.Request;
import dev.habittracker.rotator.requests.RequestDesk;
import dev.habittracker.rotator.requests.UnreadableRequestException;
import dev.habittracker.rotator.scene.Story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The desk with its store, as rotators use them.
@DevStack
class JdbcRequestsContractIT extends RequestsContract {

    private static JdbcClient database;
    private static JdbcRequests store;
    private static RequestDesk desk;

    private final String keyring = "keyring-" + UUID.randomUUID();

    @BeforeAll
    static void connect(StackSlice slice) {
        database = Database.of(slice);
        store = new JdbcRequests(database);
        desk = new RequestDesk(store, Clock.systemUTC()::instant);
    }

    @Test
    void open_oneIsOfAnOperationThatThisVersionDoesNotKnow_leavesItAloneAndGivesTheOthers() {
        OpenRequest strange = new OpenRequest(keyring + "-a", new Command.RotateNow(), Story.START, null, "olga", null);
        OpenRequest other = new OpenRequest(keyring + "-b", new Command.RevokeEverything(), Story.START, null, "olga",
                null);
        accept(strange);
        accept(other);
        database.sql("update request set operation = 'of-a-later-version' where id = ?").param(strange.id()).update();

        assertThat(desk.open(keyring)).containsExactly(other);
        assertThat(database.sql("select state from request where id = ?").param(strange.id()).query(String.class)
                .single()).isEqualTo("accepted");
    }

    @Test
    void aim_aPolicyThatIsNotAllowedIsStored_isLeftAlone() {
        JdbcAims aims = new JdbcAims(database, Story.POLICY);
        aims.change(keyring, new Aims.Aim(Story.POLICY, false));
        assertThat(aims.aim(keyring)).isEqualTo(new Aims.Aim(Story.POLICY, false));
        database.sql("update aim set target = cast(? as jsonb) where keyring = ?")
                .params("{\"max_token_lifetime\": \"PT2562047788015215H\"}", keyring).update();

        assertThat(aims.aim(keyring)).isNull();
    }

    @Test
    void open_theDatabaseDoesNotTakeOneThatIsHeld_theOthersAreFiledAndAllAreOpen() {
        Request bad = request("1", Instant.parse("+300000-01-01T00:00:00Z"), "late");
        Request good = request("2", Story.START, "a\0b");
        desk.hold(bad, "the database is away");
        desk.hold(good, "the database is away");

        assertThat(desk.open(keyring)).extracting(OpenRequest::id)
                .containsExactlyInAnyOrder(bad.id(), good.id());
        assertThat(store.find(keyring, good.id())).isPresent();
        assertThat(store.find(keyring, bad.id())).isEmpty();
        assertThatThrownBy(() -> desk.file(bad)).isInstanceOf(UnstorableException.class);
    }

    @Test
    void find_oneThatThisVersionCannotRead_saysSoAndNamesIt() {
        Request strange = request("1", Story.START, "a reason");
        desk.file(strange);
        database.sql("update request set operation = 'of-a-later-version' where id = ?").param(strange.id()).update();

        assertThatThrownBy(() -> desk.find(keyring, strange.id())).isInstanceOf(UnreadableRequestException.class)
                .hasMessageContaining(strange.id());
        assertThatThrownBy(() -> desk.file(strange)).isInstanceOf(UnreadableRequestException.class);
    }

    @Test
    void find_anIdThatTheDatabaseHasNoPlaceFor_isUnknown() {
        assertThat(desk.find(keyring, "a\0b")).isEmpty();
    }

    private Request request(String id, Instant accepted, String reason) {
        return Request.accepted(keyring, "key of " + id, new OpenRequest(keyring + "-" + id,
                new Command.RevokeEverything(), accepted, null, "olga", reason));
    }

    @Override
    protected Requests requests() {
        return desk;
    }

    @Override
    protected String keyring() {
        return keyring;
    }

    @Override
    protected void accept(OpenRequest request) {
        desk.file(
                new Request(keyring, "key of " + request.id(), request, Request.State.ACCEPTED, "it is looked at next",
                        null, null));
    }

    @Override
    protected End stateOf(OpenRequest request) {
        Request found = desk.find(keyring, request.id()).orElseThrow();
        return new End(found.state().label(), found.result());
    }
}
