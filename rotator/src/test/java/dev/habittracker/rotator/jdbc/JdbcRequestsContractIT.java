package dev.habittracker.rotator.jdbc;

import java.time.Clock;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.reconcile.Requests;
import dev.habittracker.rotator.reconcile.RequestsContract;
import dev.habittracker.rotator.requests.Request;
import dev.habittracker.rotator.requests.RequestDesk;

/// The desk with its store, as rotators use them.
@DevStack
class JdbcRequestsContractIT extends RequestsContract {

    private static RequestDesk desk;

    private final String keyring = "keyring-" + UUID.randomUUID();

    @BeforeAll
    static void connect(StackSlice slice) {
        desk = new RequestDesk(new JdbcRequests(Database.of(slice)), Clock.systemUTC()::instant);
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
