package dev.habittracker.rotator.it;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.StackSlice;

import static org.assertj.core.api.Assertions.assertThat;

/** Quartz gave the tick up while rotators run. */
@DevStack
class SilentTickIT {

    @Test
    void rotate_theTickFiresNowhere_isCarriedOutAllTheSame(StackSlice slice) {
        try (RotatorNode node = RotatorNode.start(slice).withRing()) {
            OperatorApi operator = node.api();
            assertThat(operator.command("rotate", "{}").path("state").asString()).isEqualTo("done");
            JdbcClient jdbc = node.context().getBean(JdbcClient.class);
            assertThat(jdbc.sql("update qrtz_triggers set trigger_state = 'ERROR'").update()).isPositive();

            // NEXT is new, so that the request waits for a later look at it
            JsonNode done = operator.command("rotate", "{}");

            assertThat(done.path("state").asString()).as("%s", done).isEqualTo("done");
            assertThat(jdbc.sql("select trigger_state from qrtz_triggers where trigger_name = 'tick'")
                    .query(String.class).single()).isEqualTo("ERROR");
        }
    }
}
