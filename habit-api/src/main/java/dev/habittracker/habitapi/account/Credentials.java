package dev.habittracker.habitapi.account;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.habittracker.habitapi.input.Refusal;
import dev.habittracker.habitapi.input.RefusedInputException;

/// A username and a password, as somebody sent them.
public record Credentials(String username, String password) {

    /// Lower case only, so that two users never differ by case alone.
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{2,39}");
    private static final int SHORTEST_PASSWORD = 12;
    /// bcrypt looks at no byte after the 72nd: a longer password would be equal to its own beginning.
    private static final int LONGEST_PASSWORD_BYTES = 72;

    /// To register with: both must follow the rules.
    ///
    /// @throws RefusedInputException naming everything that must change
    public static Credentials toRegister(@Nullable String username, @Nullable String password) {
        List<Refusal> refusals = new ArrayList<>();
        if (username == null || !USERNAME.matcher(username).matches()) {
            refusals.add(
                    new Refusal("username", "must be 3 to 40 characters: a-z, 0-9, and after the first also . _ -"));
        }
        if (password == null || password.codePointCount(0, password.length()) < SHORTEST_PASSWORD) {
            refusals.add(new Refusal("password", "must have at least %d characters".formatted(SHORTEST_PASSWORD)));
        } else if (bytes(password) > LONGEST_PASSWORD_BYTES) {
            refusals.add(
                    new Refusal("password", "must have at most %d bytes in UTF-8".formatted(LONGEST_PASSWORD_BYTES)));
        }
        if (username == null || password == null || !refusals.isEmpty()) {
            throw new RefusedInputException(refusals);
        }
        return new Credentials(username, password);
    }

    /// To log in with: both must be there. Whether they could belong to a user is not said.
    ///
    /// @throws RefusedInputException naming what is missing
    public static Credentials toLogIn(@Nullable String username, @Nullable String password) {
        List<Refusal> refusals = new ArrayList<>();
        if (username == null) {
            refusals.add(new Refusal("username", "is missing"));
        }
        if (password == null) {
            refusals.add(new Refusal("password", "is missing"));
        }
        if (username == null || password == null) {
            throw new RefusedInputException(refusals);
        }
        return new Credentials(username, password);
    }

    /// Whether a user may have these. Where not, nobody needs to be looked up, and a password that is equal to
    /// another one in the bytes that bcrypt looks at is not mistaken for it.
    public boolean couldBelongToUser() {
        return USERNAME.matcher(username).matches() && bytes(password) <= LONGEST_PASSWORD_BYTES;
    }

    private static int bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return "Credentials[username=%s]".formatted(username);
    }
}
