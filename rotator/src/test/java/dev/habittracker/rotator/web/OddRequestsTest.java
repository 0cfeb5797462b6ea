package dev.habittracker.rotator.web;

import java.io.IOException;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.mock.web.MockHttpServletRequest;

import dev.habittracker.rotator.requests.UnreadableRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/// Requests that are not quite what was expected.
class OddRequestsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a-token", "bearer a-token", "BEARER  a-token"})
    void token_whateverTheCaseOfTheScheme_isTaken(String authorization) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", authorization);

        assertThat(Caller.token(request)).isEqualTo("a-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic a-token", "Bearer", "Bearera-token", "a-token"})
    void token_ofAnotherScheme_isMissing(String authorization) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", authorization);

        assertThat(catchThrowableOfType(Refused.class, () -> Caller.token(request)).getStatusCode())
                .isEqualTo(HttpStatus.UNAUTHORIZED);
    }

    @Test
    void request_storedByALaterVersion_isToldWhomToAsk() {
        ProblemDetail problem = new Problems().onUnreadable(new UnreadableRequestException("r-1",
                new IllegalArgumentException("there is no operation \"of-a-later-version\"")));

        assertThat(problem.getStatus()).isEqualTo(HttpStatus.NOT_IMPLEMENTED.value());
        assertThat(problem.getDetail()).contains("request r-1").contains("a rotator of the version that took it in")
                .doesNotContain("of-a-later-version");
    }

    @Test
    void body_breaksOff_isTheClientsMistake() {
        MockHttpServletRequest request = new MockHttpServletRequest() {
            @Override
            public ServletInputStream getInputStream() {
                return new BrokenOff();
            }
        };

        Refused refused = catchThrowableOfType(Refused.class, () -> CommandBody.read(request));

        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(refused.getBody().getDetail()).contains("broke off");
    }

    private static final class BrokenOff extends ServletInputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("Unexpected EOF read on the socket");
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("nobody listens");
        }
    }
}
