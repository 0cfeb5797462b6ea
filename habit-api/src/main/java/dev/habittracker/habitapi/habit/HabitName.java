package dev.habittracker.habitapi.habit;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.habittracker.habitapi.input.Refusal;
import dev.habittracker.habitapi.input.RefusedInputException;

/// What a habit may be called.
public final class HabitName {

    private static final int LONGEST = 100;
    /// Control characters, and halves of surrogate pairs, which UTF-8 cannot hold.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private HabitName() {}

    /// The name as it was asked for.
    ///
    /// @throws RefusedInputException saying what must change
    public static String of(@Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            throw refused("must not be empty");
        }
        if (asked.codePointCount(0, asked.length()) > LONGEST) {
            throw refused("must have at most %d characters".formatted(LONGEST));
        }
        if (UNPRINTABLE.matcher(asked).find()) {
            throw refused("must not contain control characters or halves of surrogate pairs");
        }
        return asked;
    }

    private static RefusedInputException refused(String message) {
        return new RefusedInputException(List.of(new Refusal("name", message)));
    }
}
