package dev.habittracker.habitapi.web;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.SharedStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.keyring.ring.SigningAlgorithm;

/// The whole service on a free port, on a real database and a real Vault with an HS256 ring; one and the same for all
/// test classes that extend this.
@DevStack({Part.POSTGRES, Part.VAULT})
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class RunningApi {

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void stack(DynamicPropertyRegistry properties) {
        StackSlice slice = SharedStack.slice(RunningApi.class);
        properties.add("spring.datasource.url", () -> slice.jdbcUrl("habit_api"));
        new VaultRing(slice).create(SigningAlgorithm.HS256).addTo(properties);
    }

    @BeforeEach
    void ready() {
        nobody().awaitReady();
    }

    Client nobody() {
        return Client.of(port);
    }

    Client newUser() {
        return Client.loggedIn(port);
    }

    /// The ring that the service follows.
    VaultRing ring() {
        return new VaultRing(SharedStack.slice(RunningApi.class));
    }
}
