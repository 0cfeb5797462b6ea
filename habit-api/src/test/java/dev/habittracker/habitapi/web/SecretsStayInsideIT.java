package dev.habittracker.habitapi.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static dev.habittracker.habitapi.web.Client.credentials;
import static dev.habittracker.habitapi.web.Client.newUsername;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class SecretsStayInsideIT extends RunningApi {

    private static final String PASSWORD = "the-password-to-look-for";

    @Test
    void requests_goodAndBad_leaveNoPasswordAndNoTokenInTheLog(CapturedOutput log) {
        String username = newUsername();
        nobody().post("/register", credentials(username, PASSWORD));
        nobody().post("/register", credentials(username, PASSWORD));
        nobody().post("/register", "{\"username\": \"ada\", \"password\": [\"%s\"]}".formatted(PASSWORD));
        nobody().post("/login", "{\"username\": \"ada\", \"password\": %s}".formatted(PASSWORD));
        nobody().post("/login", credentials("nobody-has-this", PASSWORD));
        String token = nobody().post("/login", credentials(username, PASSWORD)).text("access_token");
        nobody().with(token).get("/habits?limit=many");
        nobody().with(token + "x").get("/habits");
        assertThat(log.getAll()).doesNotContain(PASSWORD).doesNotContain(token)
                .doesNotContain(token.substring(token.lastIndexOf('.') + 1));
    }
}
