package dev.habittracker.auditconsumer.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.habittracker.auditconsumer.record.FileId;
import dev.habittracker.auditconsumer.record.Sha256;
import dev.habittracker.auditconsumer.record.Source;
import dev.habittracker.auditconsumer.tail.Checkpoint;
import dev.habittracker.auditconsumer.tail.Loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CheckpointJsonTest {

    private static final FileId FILE = new FileId(17, Sha256.of(new byte[]{1}));
    private static final Instant AT = Instant.parse("2026-11-24T08:00:00.000000001Z");

    @Test
    void read_whatWasWritten_isTheSameLossesIncluded() {
        Checkpoint checkpoint = new Checkpoint(new Source("node1", "file"), FILE, 123_456_789_012L,
                Checkpoint.State.LOST, AT, List.of(new Loss(Loss.Kind.TRUNCATED, FILE, 7, AT, "it was \"cut\"")));

        assertThat(CheckpointJson.read(CheckpointJson.write(checkpoint))).isEqualTo(checkpoint);
    }

    @Test
    void read_unknownField_isIgnored() {
        assertThat(
                CheckpointJson.read(bytes("{\"node\":\"n\",\"device\":\"d\",\"file\":\"" + FILE + "\",\"position\":5,"
                        + "\"state\":\"OPEN\",\"at\":\"2026-11-24T08:00:00Z\",\"later\":true}")).position())
                .isEqualTo(5);
    }

    @Test
    void read_anythingElse_isRefusedNamingWhatIsWrong() {
        assertThatThrownBy(() -> CheckpointJson.read(bytes("not json"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CheckpointJson.read(bytes("{}"))).hasMessageContaining("'file'");
        assertThatThrownBy(() -> CheckpointJson.read(bytes("{\"node\":\"n\",\"device\":\"d\",\"file\":\"" + FILE
                + "\",\"position\":\"5\",\"state\":\"OPEN\",\"at\":\"2026-11-24T08:00:00Z\"}")))
                .hasMessageContaining("'position'");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
