package dev.habittracker.devstack.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.habittracker.devstack.http.JsonClient;

import static org.assertj.core.api.Assertions.assertThat;

class ClientTest {

    private final SteppedClock clock = new SteppedClock();
    private final SmallApi api = new SmallApi();
    private final RevokedKeys revoked = new RevokedKeys();
    private final List<Sample> samples = new ArrayList<>();
    private final Client client = new Client("ada", List.of(api.instance()), revoked, samples::add,
            new JsonClient(Duration.ofSeconds(5)), clock);

    @BeforeEach
    void logIn() {
        api.expires = clock.instant().plusSeconds(20);
        client.register();
        client.step();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void token_isKeptUntilASecondBeforeItsEnd_thenAnotherIsFetched() {
        client.step();
        clock.step(Duration.ofSeconds(19).minusMillis(1));
        client.step();
        assertThat(api.requests).containsExactly("/register", "/login", "/habits", "/habits");
        clock.step(Duration.ofMillis(1));
        assertThat(client.token()).isEmpty();
        client.step();
        assertThat(api.requests).endsWith("/login");
    }

    @Test
    void refusal_ofATokenOfARevokedKey_isNoFailure_andTheClientLogsInAgain() {
        revoked.add(api.kid);
        api.refusedKids.add(api.kid);
        client.step();
        api.kid = "1.2.BBBBBB";
        client.step();
        client.step();
        assertThat(api.requests).endsWith("/habits", "/login", "/habits");
        assertThat(samples).extracting(Sample::outcome).noneMatch(Outcome.Failed.class::isInstance)
                .contains(new Outcome.RefusedAsRevoked());
    }

    @Test
    void refusal_ofAnyOtherToken_isAFailure() {
        api.refusedKids.add(api.kid);
        client.step();
        assertThat(samples.getLast().outcome()).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.why()).startsWith("401: ").endsWith("told to"));
    }

    @Test
    void error_isAFailure_andTheTokenIsKept() {
        api.habitsStatus = 500;
        client.step();
        assertThat(samples.getLast().outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(client.token()).isPresent();
    }

    @Test
    void silence_isAFailure() {
        api.close();
        client.step();
        assertThat(samples.getLast().outcome()).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.why()).startsWith("no answer"));
    }
}
