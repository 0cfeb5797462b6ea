package dev.habittracker.habitapi.web;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.habittracker.habitapi.web.Client.credentials;
import static dev.habittracker.habitapi.web.Client.newUsername;
import static org.assertj.core.api.Assertions.assertThat;

class BadRequestsIT extends RunningApi {

    private static final int LIMIT = 64 * 1024;
    private static final String TOO_LARGE = "The body is too large: send at most 65536 bytes.";

    private static final String WRONG_SHAPE = "The body is not one JSON object with the fields of this request.";

    @Test
    void post_malformedJson_saysWhere() {
        assertProblem(nobody().post("/register", "{\"username\": \"ada\",\n\"password\": secret}"), 400,
                "The body is not well-formed JSON: look at line 2, column 13.");
    }

    @Test
    void post_truncatedJson_isMalformed() {
        Answer answer = nobody().post("/register", "{\"username\": \"ada\"");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).startsWith("The body is not well-formed JSON: look at line 1, column");
    }

    @Test
    void post_sameFieldTwice_isMalformed() {
        Answer answer = nobody().post("/register", "{\"username\": \"ada\", \"username\": \"bob\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).startsWith("The body is not well-formed JSON: look at line 1, column");
    }

    @Test
    void post_moreAfterTheObject_isOfTheWrongShape() {
        assertProblem(nobody().post("/register", credentials(newUsername(), Client.PASSWORD) + "{}"), 400, WRONG_SHAPE);
    }

    @Test
    void post_bytesThatAreNoUtf8_isMalformed() {
        byte[] latin1 = "{\"username\": \"ad\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        Answer answer = nobody().send(nobody().request("/register").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(latin1)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).startsWith("The body is not well-formed JSON");
    }

    @Test
    void post_deeplyNestedJson_isRefused() {
        Answer answer = nobody().post("/register", "{\"username\": " + "[".repeat(30_000));
        assertThat(answer.status()).isEqualTo(400);
        assertNothingOfTheInside(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void post_noBody_isMissing(String body) {
        assertProblem(nobody().post("/register", body), 400, "The body is missing: send a JSON object.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "true", "[{}]"})
    void post_noObject_isOfTheWrongShape(String body) {
        assertProblem(nobody().post("/register", body), 400, WRONG_SHAPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5.5", "true", "[\"ada\"]", "{\"is\": \"ada\"}"})
    void post_wrongType_namesTheField(String value) {
        Answer answer = nobody().post("/register",
                "{\"username\": %s, \"password\": \"a long password\"}".formatted(value));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).containsExactly("username must be a string");
        assertNothingOfTheInside(answer);
    }

    @Test
    void post_wrongTypeOfPassword_doesNotRepeatIt() {
        Answer answer = nobody().post("/login", "{\"username\": \"ada\", \"password\": 123456789012}");
        assertThat(answer.errors()).containsExactly("password must be a string");
        assertThat(answer.body()).doesNotContain("123456789012");
    }

    @Test
    void post_unknownField_namesItAndTheKnownOnes() {
        Answer answer = nobody().post("/register", "{\"user\": \"ada\", \"password\": \"a long password\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors())
                .containsExactly("user is not a field of this request; the fields are: password, username");
    }

    @Test
    void post_bodyAsLargeAsAllowed_isRead() {
        Answer answer = nobody().post("/register", "{}" + " ".repeat(LIMIT - 2));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).hasSize(2);
    }

    @Test
    void post_bodyOneByteTooLarge_isRefused() {
        assertProblem(nobody().post("/register", "{}" + " ".repeat(LIMIT - 1)), 413, TOO_LARGE);
    }

    @Test
    void post_chunkedBodyTooLarge_isRefused() {
        byte[] body = ("{}" + " ".repeat(LIMIT - 1)).getBytes(StandardCharsets.UTF_8);
        assertProblem(nobody().send(nobody().request("/register").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))), 413, TOO_LARGE);
    }

    @Test
    void post_chunkedStringTooLarge_isRefused() {
        byte[] body = credentials("ada", "x".repeat(10 * LIMIT)).getBytes(StandardCharsets.UTF_8);
        assertProblem(nobody().send(nobody().request("/register").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))), 413, TOO_LARGE);
    }

    @Test
    void post_form_isNotSupported() {
        Answer answer = nobody()
                .send(nobody().request("/login").header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=ada&password=x")));
        assertProblem(answer, 415, "Send JSON, with the header Content-Type: application/json.");
        assertThat(answer.header("Accept")).contains("application/json");
    }

    @Test
    void post_withoutContentType_isNotSupported() {
        Answer answer = nobody().send(nobody().request("/login").POST(BodyPublishers.ofString("{}")));
        assertProblem(answer, 415, "Send JSON, with the header Content-Type: application/json.");
    }

    @Test
    void get_onLogin_isNotAllowed() {
        Answer answer = nobody().get("/login");
        assertProblem(answer, 405, "This path does not take GET; the header Allow lists what it takes.");
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @Test
    void put_onAHabit_isNotAllowed() {
        Client ada = newUser();
        Answer answer = ada.send(ada.request("/habits").PUT(BodyPublishers.ofString("{}")));
        assertProblem(answer, 405, "This path does not take PUT; the header Allow lists what it takes.");
        assertThat(answer.header("Allow").split(",\\s*")).containsExactlyInAnyOrder("GET", "POST");
    }

    @Test
    void get_acceptingNoJson_isNotAcceptable() {
        Client ada = newUser();
        Answer answer = ada.send(ada.request("/habits").header("Accept", "text/csv"));
        assertProblem(answer, 406, "The answer is JSON: let the header Accept allow application/json.");
    }

    @Test
    void get_unknownPath_isNotFound() {
        assertProblem(newUser().get("/nothing/here"), 404, "Nothing is served at this path.");
    }

    @Test
    void get_theErrorPage_isNotFound() {
        assertProblem(newUser().get("/error"), 404, "Nothing is served at this path.");
    }

    @Test
    void get_urlThatTheFirewallRejects_isABadRequest() {
        assertProblem(nobody().get("/habits;jsessionid=1"), 400,
                "The request was rejected before it was looked at: check its URL and headers.");
    }

    private static void assertProblem(Answer answer, int status, String detail) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().required("status").asInt()).isEqualTo(status);
        assertThat(answer.detail()).isEqualTo(detail);
        assertNothingOfTheInside(answer);
    }

    private static void assertNothingOfTheInside(Answer answer) {
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception", "dev.habittracker", "springframework", "tools.jackson",
                "\"trace\"", "java.lang");
    }
}
