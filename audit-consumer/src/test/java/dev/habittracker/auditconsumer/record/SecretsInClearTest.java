package dev.habittracker.auditconsumer.record;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsInClearTest {

    private static final String HASH = "hmac-sha256:3e76805717d013d02e953754ad8d6b65da830f9ad3396bab248df9d04457ff60";

    @Test
    void in_everyRecordedLineOfADeviceThatHashes_isFalse() {
        assertThat(Recorded.lines()).noneMatch(SecretsInClear::in);
        assertThat(SecretsInClear.in(Recorded.glued())).isFalse();
    }

    @Test
    void in_everyRecordedLineWithATokenThatIsNotHashed_isTrue() {
        List<String> raw = Recorded.lines().stream().map(line -> new String(line, StandardCharsets.UTF_8))
                .filter(line -> line.contains("\"client_token\":\"hmac-sha256:"))
                .map(line -> line.replaceAll("\"client_token\":\"hmac-sha256:[0-9a-f]+", "\"client_token\":\"s.token"))
                .toList();

        assertThat(raw).hasSizeGreaterThan(50).allMatch(SecretsInClearTest::in);
    }

    @Test
    void in_aLoginWhoseSecretIdIsNotHashed_isTrueThoughItHasNoToken() {
        assertThat(in(record("\"request\":{\"path\":\"auth/approle/login\",\"data\":{\"secret_id\":\"5f2\"}}")))
                .isTrue();
        assertThat(
                in(record("\"request\":{\"path\":\"auth/approle/login\",\"data\":{\"secret_id\":\"" + HASH + "\"}}")))
                .isFalse();
    }

    @Test
    void in_aKeyRingThatIsNotHashed_isTrue() {
        assertThat(in(record("\"response\":{\"data\":{\"data\":{\"jwt_secret_key\":\"key material\"}}}"))).isTrue();
        assertThat(in(record("\"response\":{\"data\":{\"data\":{\"jwt_secret_key\":\"" + HASH + "\"}}}"))).isFalse();
    }

    @Test
    void in_aRecordBehindAFragment_isSeenToo() {
        assertThat(in("{\"time\":\"2026-11-2" + record("\"auth\":{\"client_token\":\"s.token\"}"))).isTrue();
    }

    @Test
    void in_whatAClientCanPutIntoAHashedLine_isNeverMistaken() {
        assertThat(in(record("\"request\":{\"data\":{\"a\\\",\\\"client_token\\\":\\\"x\":\"" + HASH + "\"}}")))
                .as("a key that looks like a field").isFalse();
        assertThat(in(record("\"response\":{\"warnings\":[\"\\\"client_token\\\":\\\"x\\\"\"]}"))).as("a warning")
                .isFalse();
        assertThat(in(record("\"auth\":{\"metadata\":{\"password\":\"plain by design\"}}"))).as("metadata").isFalse();
        assertThat(in(record("\"request\":{\"headers\":{\"client_token\":[\"x\"]}}"))).as("an audited header")
                .isFalse();
        assertThat(in(record("\"auth\":{\"client_token\":\"\"}"))).as("nothing").isFalse();
    }

    private static boolean in(String line) {
        return SecretsInClear.in(line.getBytes(StandardCharsets.UTF_8));
    }

    private static String record(String fields) {
        return "{\"time\":\"2026-11-24T05:00:00Z\",\"type\":\"request\"," + fields + "}";
    }
}
