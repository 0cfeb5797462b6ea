package dev.habittracker.devstack.keyring;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyringJsonTest {

    @Test
    void state_isReadForItsKeys_andTellsNextAndFormerApart() {
        KeyringView view = KeyringJson.view(
                json("""
                        {"epoch": 1795500000, "version": 7, "active": "1795500000.5.AAAAAA", "hold": {"since": "2026-11-24T08:00:00Z"}, "new": 1,
                         "problems": [{"kind": "member-lagging", "message": "..."}],
                         "keys": [{"kid": "1795500000.5.AAAAAA", "algorithm": "HS256", "published": "2026-11-24T07:00:00Z"},
                                  {"kid": "1795500000.7.BBBBBB", "algorithm": "HS256", "published": "2026-11-24T08:00:00Z"},
                                  {"kid": "1795500000.3.CCCCCC", "algorithm": "HS256", "exp": "2026-11-24T08:01:00Z"}]}
                        """));
        assertThat(view.next()).map(KeyringView.Key::kid).contains("1795500000.7.BBBBBB");
        assertThat(view.former()).map(KeyringView.Key::kid).contains("1795500000.3.CCCCCC");
        assertThat(view.held()).isTrue();
        assertThat(view.problems()).containsExactly("member-lagging");
    }

    @Test
    void member_withARingOfALowerPosition_isBehind_whateverItsVersionWas() {
        KeyringView ring = KeyringJson.view(json("""
                {"epoch": 8, "version": 7, "active": "8.5.AAAAAA", "keys": [], "problems": []}"""));

        assertThat(member("8.6").isBehind(ring)).isTrue();
        assertThat(member("7.12").isBehind(ring)).isTrue();
        assertThat(member("8.7").isBehind(ring)).isFalse();
        assertThat(member("8.10").isBehind(ring)).isFalse();
    }

    private static MemberView member(String position) {
        return new MemberView("f00d", "habit-api-1", position, Optional.empty(), true);
    }

    @Test
    void rotation_isReadWithItsStepsAndTheTimesOfItsMembers() {
        RotationView rotation = KeyringJson.rotation(
                json("""
                        {"id": "1795500000.7", "event": "key-rotated", "reason": "due since 08:00", "created": "2026-11-24T08:00:00.1Z",
                         "steps": [{"at": "2026-11-24T08:00:00Z", "kind": "waiting", "reason": "the next key is 3 s old, 7 s are needed"}],
                         "members": [{"service": "habit-api-1", "instance": "f00dcafe42", "applied": "2026-11-24T08:00:00.2Z"},
                                     {"service": "habit-api-2", "instance": "beefbeef42"}]}
                        """));
        assertThat(rotation.version()).isEqualTo(7);
        assertThat(rotation.applied()).isEqualTo(Map.of("habit-api-1/f00dca", Instant.parse("2026-11-24T08:00:00.2Z")));
        assertThat(rotation.steps()).singleElement().extracting(RotationView.Step::name).isEqualTo("waiting");
    }

    @Test
    void request_isOpenUntilItIsDone_andThenNamesItsWrite() {
        assertThat(KeyringJson.request(json("{\"state\": \"waiting\", \"reason\": \"for habit-api-2\"}")).isOpen())
                .isTrue();
        RequestView done = KeyringJson
                .request(json("{\"state\": \"done\", \"reason\": \"rotated\", \"result\": \"1795500000.7\"}"));
        assertThat(done.isOpen()).isFalse();
        assertThat(done.result()).contains("1795500000.7");
    }

    @Test
    void missingField_isNamed() {
        assertThatThrownBy(() -> KeyringJson.rotation(json("{\"id\": \"1.7\"}")))
                .isInstanceOf(KeyringApiException.class)
                .hasMessageContaining("'event'");
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text);
    }
}
