package dev.habittracker.rotator.jdbc;

import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.rotator.reconcile.History;
import dev.habittracker.rotator.reconcile.HistoryContract;

@DevStack
class JdbcHistoryContractIT extends HistoryContract {

    private static History history;

    private final String keyring = "keyring-" + UUID.randomUUID();

    @BeforeAll
    static void connect(StackSlice slice) {
        history = new JdbcHistory(Database.of(slice));
    }

    @Override
    protected History history() {
        return history;
    }

    @Override
    protected String keyring() {
        return keyring;
    }
}
