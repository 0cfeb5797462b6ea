package dev.habittracker.devstack.up;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.habittracker.devstack.keyring.RotationView;

import static org.assertj.core.api.Assertions.assertThat;

class RotationLineTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-24T08:00:00.100Z");

    @Test
    void rotation_isOneLine_withItsReasonAndTheMillisecondsToEachInstance() {
        var applied = new TreeMap<>(
                Map.of("habit-api a", WRITTEN.plusMillis(12), "habit-api b", WRITTEN.plusMillis(34)));
        var rotation = new RotationView("1795500000.7", "key-rotated", "due since 08:00:00", WRITTEN, List.of(),
                applied);
        assertThat(RotationLine.render(rotation, ZoneOffset.UTC)).isEqualTo(
                "08:00:00  key-rotated      1795500000.7  due since 08:00:00  [habit-api a 12 ms, habit-api b 34 ms]");
    }

    @Test
    void invitation_namesTheFileOfTheToken_notTheToken() {
        String text = Invitation.text(List.of(URI.create("http://127.0.0.1:8080"), URI.create("http://127.0.0.1:8081")),
                URI.create("http://127.0.0.1:8090/keyrings/habit-tracker"), List.of(), "secret/data/x",
                Path.of("/x/operator-token"));
        assertThat(text).contains("curl -s http://127.0.0.1:8080/login", "curl -s http://127.0.0.1:8081/habits",
                "$(cat /x/operator-token)", "sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/'")
                .doesNotContain("key-reads");
    }
}
