package dev.habittracker.habitapi.web;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.SharedStack;
import dev.habittracker.devstack.junit.StackSlice;

/// The whole service on a free port, on real servers; one and the same for all test classes that extend this.
@DevStack(Part.POSTGRES)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(StaticKey.class)
abstract class RunningApi {

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void stack(DynamicPropertyRegistry properties) {
        StackSlice slice = SharedStack.slice(RunningApi.class);
        properties.add("spring.datasource.url", () -> slice.jdbcUrl("habit_api"));
    }

    Client nobody() {
        return Client.of(port);
    }

    Client newUser() {
        return Client.loggedIn(port);
    }
}
