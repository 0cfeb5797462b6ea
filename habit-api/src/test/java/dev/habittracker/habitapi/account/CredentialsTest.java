package dev.habittracker.habitapi.account;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.habittracker.habitapi.input.Refusal;
import dev.habittracker.habitapi.input.RefusedInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CredentialsTest {

    private static final Refusal BAD_USERNAME = new Refusal("username",
            "must be 3 to 40 characters: a-z, 0-9, and after the first also . _ -");
    private static final Refusal SHORT_PASSWORD = new Refusal("password", "must have at least 12 characters");
    private static final Refusal LONG_PASSWORD = new Refusal("password", "must have at most 72 bytes in UTF-8");

    @ParameterizedTest
    @ValueSource(strings = {"ada", "a.b-c_9", "0day", "abcdefghijabcdefghijabcdefghijabcdefghij"})
    void toRegister_usernameWithinTheRules_isAccepted(String username) {
        assertThat(Credentials.toRegister(username, "a long password").username()).isEqualTo(username);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "ab", "Ada", ".ada", "ada ", "ada\n", "adä",
            "abcdefghijabcdefghijabcdefghijabcdefghijk"})
    void toRegister_otherUsername_isRefused(@Nullable String username) {
        assertThat(refusals(username, "a long password")).containsExactly(BAD_USERNAME);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "11 letters!", "🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑"})
    void toRegister_passwordUnderTwelveCharacters_isRefused(@Nullable String password) {
        assertThat(refusals("ada", password)).containsExactly(SHORT_PASSWORD);
    }

    @Test
    void toRegister_passwordOfSeventyTwoBytes_isAccepted() {
        assertThat(Credentials.toRegister("ada", "ä".repeat(36)).password()).hasSize(36);
    }

    @Test
    void toRegister_passwordOfSeventyThreeBytes_isRefused() {
        assertThat(refusals("ada", "ä".repeat(36) + "x")).containsExactly(LONG_PASSWORD);
    }

    @Test
    void toRegister_bothBad_namesBoth() {
        assertThat(refusals("A", "short")).containsExactly(BAD_USERNAME, SHORT_PASSWORD);
    }

    @Test
    void toLogIn_anyText_isTried() {
        assertThat(Credentials.toLogIn("", "").couldBelongToUser()).isFalse();
    }

    @Test
    void toLogIn_missing_namesWhat() {
        assertThatExceptionOfType(RefusedInputException.class).isThrownBy(() -> Credentials.toLogIn(null, null))
                .extracting(RefusedInputException::refusals)
                .isEqualTo(List.of(new Refusal("username", "is missing"), new Refusal("password", "is missing")));
    }

    @Test
    void couldBelongToUser_passwordThatBcryptWouldCutOff_isFalse() {
        assertThat(Credentials.toLogIn("ada", "x".repeat(72)).couldBelongToUser()).isTrue();
        assertThat(Credentials.toLogIn("ada", "x".repeat(73)).couldBelongToUser()).isFalse();
    }

    @Test
    void couldBelongToUser_usernameThatPostgresqlCannotHold_isFalse() {
        assertThat(Credentials.toLogIn("ada\u0000", "a long password").couldBelongToUser()).isFalse();
    }

    @Test
    void toString_never_showsThePassword() {
        assertThat(Credentials.toRegister("ada", "a long password")).hasToString("Credentials[username=ada]");
    }

    private static List<Refusal> refusals(@Nullable String username, @Nullable String password) {
        return catchThrowableOfType(RefusedInputException.class, () -> Credentials.toRegister(username, password))
                .refusals();
    }
}
