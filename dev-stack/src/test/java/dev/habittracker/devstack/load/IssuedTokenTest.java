package dev.habittracker.devstack.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IssuedTokenTest {

    @Test
    void token_isReadForItsKeyAndItsEnd_andNeverPrinted() {
        String jwt = part("{\"alg\":\"HS256\",\"kid\":\"1795500000.3.q3Zx9A\"}") + "." + part("{\"exp\":1795500060}")
                + ".c2ln";
        IssuedToken token = IssuedToken.read(jwt);
        assertThat(token.kid()).isEqualTo("1795500000.3.q3Zx9A");
        assertThat(token.expires()).isEqualTo(Instant.ofEpochSecond(1795500060));
        assertThat(token.toString()).doesNotContain(jwt).doesNotContain("c2ln");
    }

    @Test
    void somethingElse_isRefused() {
        assertThatThrownBy(() -> IssuedToken.read("opaque")).hasMessageContaining("not a signed JWT");
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
