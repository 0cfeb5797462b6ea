package dev.habittracker.rotator.requests;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.PolicyChange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is written into the database is read back as the same command. */
class CommandJsonTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Kid KID = Kid.of("1795500000.42.q3Zx9A");
    private static final Position VIEW = new Position(1_795_500_000L, 43);

    static Stream<Command> commands() {
        return Stream.of(new Command.RotateNow(), new Command.RollBackTo(KID, VIEW, true),
                new Command.ResumeRotation(), new Command.RevokeKid(KID), new Command.RevokeActive(VIEW),
                new Command.RevokeEverything(), new Command.AcceptRestored(true, Set.of(KID)),
                new Command.AcceptRestored(false, Set.of()), new Command.ForgetHeard(),
                new Command.ChangeRules(new PolicyChange(SigningAlgorithm.EdDSA, null, Duration.ofMinutes(90)), true),
                new Command.ChangeRules(new PolicyChange(null, Duration.ofMinutes(5), null, Duration.ofSeconds(30),
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3)), false),
                new Command.RestoreDeleted());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void read_whatWasWritten_isTheSameCommand(Command command) {
        assertThat(CommandJson.read(command.operation(), JSON.readTree(CommandJson.write(command).toString())))
                .isEqualTo(command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000000000000000000000000000", "-9223372036854775809", "9223372036854775808", "1e30",
            "1.5", "\"1\"", "null"})
    void read_aViewThatIsNoNumberOfARing_isRefusedWithWhatToGive(String number) {
        for (String view : List.of("\"epoch\": " + number + ", \"version\": 1",
                "\"epoch\": 1, \"version\": " + number)) {
            JsonNode body = JSON.readTree("{\"active\": true, " + view + "}");

            assertThatThrownBy(() -> CommandJson.read("revoke", body)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("give those of the ring that you were looking at");
        }
    }
}
