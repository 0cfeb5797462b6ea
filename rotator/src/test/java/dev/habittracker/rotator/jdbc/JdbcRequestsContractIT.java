package dev.habittracker.rotator.jdbc;

import java.time.Clock;
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
import dev.habittracker.rotator.requests.Request;
import dev.habittracker.rotator.requests.RequestDesk;
import dev.habittracker.rotator.scene.Story;

import static org.assertj.core.api.Assertions.assertThat;

/// The desk with its store, as rotators use them.
@DevStack
class JdbcRequestsContractIT extends RequestsContract {

    private static JdbcClient database;
    private static RequestDesk desk;

    private final String keyring = "keyring-" + UUID.randomUUID();

    @BeforeAll
    static void connect(StackSlice slice) {
        database = Database.of(slice);
        desk = new RequestDesk(new JdbcRequests(database), Clock.systemUTC()::instant);
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
