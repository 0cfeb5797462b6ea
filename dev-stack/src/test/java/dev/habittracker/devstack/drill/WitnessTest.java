package dev.habittracker.devstack.drill;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.habittracker.devstack.http.JsonClient;
import dev.habittracker.devstack.load.IssuedToken;
import dev.habittracker.devstack.load.RevokedKeys;
import dev.habittracker.devstack.load.SmallApi;
import dev.habittracker.devstack.load.SteppedClock;

import static org.assertj.core.api.Assertions.assertThat;

class WitnessTest {

    private final SteppedClock clock = new SteppedClock();
    private final SmallApi first = new SmallApi();
    private final SmallApi second = new SmallApi();
    private final RevokedKeys revoked = new RevokedKeys();
    private final Witness witness = new Witness(List.of(first.instance(), second.instance()), revoked,
            new JsonClient(Duration.ofSeconds(5)), clock);

    @BeforeEach
    void keepAToken() {
        first.expires = clock.instant().plusSeconds(10);
        witness.keep(List.of(IssuedToken.read(first.token())));
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void token_isShownToEveryInstance_untilItsEnd() {
        witness.round();
        clock.step(Duration.ofSeconds(9));
        witness.round();
        assertThat(witness.count()).isEqualTo(new WitnessCount(1, 4, List.of()));
        assertThat(witness.gaps()).isEmpty();
        assertThat(witness.isDone()).isFalse();
        clock.step(Duration.ofSeconds(1));
        witness.round();
        assertThat(witness.isDone()).isTrue();
        assertThat(witness.count().checks()).isEqualTo(4);
    }

    @Test
    void instance_thatRefusesIt_isNamed() {
        second.refusedKids.add(first.kid);
        witness.round();
        assertThat(witness.count().refusals()).singleElement().asString().contains("answered 401", first.kid,
                "10000 ms before its end");
    }

    @Test
    void token_notShownCloseToItsEnd_isAGap() {
        witness.round();
        clock.step(Duration.ofSeconds(10));
        assertThat(witness.gaps()).hasSize(2).first().asString().contains("last accepted by api");
    }

    @Test
    void token_ofARevokedKey_isNoLongerShown_andNoGap() {
        revoked.add(first.kid);
        witness.round();
        assertThat(witness.count()).isEqualTo(new WitnessCount(1, 0, List.of()));
        assertThat(witness.gaps()).isEmpty();
        assertThat(witness.isDone()).isTrue();
    }
}
