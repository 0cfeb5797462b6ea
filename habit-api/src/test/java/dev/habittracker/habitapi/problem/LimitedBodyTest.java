package dev.habittracker.habitapi.problem;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import jakarta.servlet.ServletInputStream;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.DelegatingServletInputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LimitedBodyTest {

    @Test
    void read_asManyBytesAsAllowed_givesThemAll() throws IOException {
        assertThat(limitedToTen(10).readAllBytes()).hasSize(10);
    }

    @Test
    void read_oneByteMore_fails() {
        assertThatExceptionOfType(BodyTooLargeException.class).isThrownBy(() -> limitedToTen(11).readAllBytes())
                .withMessage("the body is larger than 10 bytes");
    }

    @Test
    void read_byteByByte_isCountedToo() throws IOException {
        ServletInputStream body = limitedToTen(11);
        for (int i = 0; i < 10; i++) {
            assertThat(body.read()).isZero();
        }
        assertThatExceptionOfType(BodyTooLargeException.class).isThrownBy(body::read);
    }

    private static ServletInputStream limitedToTen(int bytes) {
        return new LimitedBody(new DelegatingServletInputStream(new ByteArrayInputStream(new byte[bytes])), 10);
    }
}
