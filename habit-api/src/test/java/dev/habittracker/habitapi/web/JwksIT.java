package dev.habittracker.habitapi.web;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JwksIT extends RunningApi {

    @Test
    void jwks_ofASymmetricRing_hasNoKeys() {
        Answer answer = nobody().get("/.well-known/jwks.json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("max-age=300, public");
        assertThat(answer.body()).isEqualTo("{\"keys\":[]}");
    }

    @Test
    void jwks_askedForByItsOwnMediaType_isGivenSo() {
        Answer answer = nobody()
                .send(nobody().request("/.well-known/jwks.json").header("Accept", "application/jwk-set+json"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/jwk-set+json");
    }
}
