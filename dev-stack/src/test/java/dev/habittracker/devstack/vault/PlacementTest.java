package dev.habittracker.devstack.vault;

import java.time.Duration;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlacementTest {

    private static final String POLICY = """
            path "secret/data/habit-tracker/auth" { }
            path "secret/data/habit-tracker/*" { }
            path "keyring-operations/habit-tracker/rotate" { }
            """;

    @Test
    void defaultPlacement_leavesThePolicyFileAsItIs() {
        assertThat(Placement.DEFAULT.adapt(POLICY)).isEqualTo(POLICY);
    }

    @Test
    void anotherPlacement_hasItsMountPathAndKeyringInEveryLine() {
        assertThat(new Placement("kv", "payments/jwt", "payments", "-x").adapt(POLICY)).isEqualTo("""
                path "kv/data/payments/jwt" { }
                path "kv/data/payments/*" { }
                path "keyring-operations/payments/rotate" { }
                """);
    }

    @Test
    void tokenTimes_beyondAnHour_areRefused() {
        Assertions.assertThatThrownBy(() -> new TokenTimes(Duration.ofMinutes(5), Duration.ofHours(2)))
                .hasMessageContaining("at most 1 h");
    }
}
