package dev.habittracker.habitapi.input;

import java.util.List;

/// How many entries one answer lists.
public final class PageSize {

    public static final int LARGEST = 200;
    /// What a request without a limit gets, as text because annotations want it so.
    public static final String USUAL = "50";

    private PageSize() {}

    /// The limit asked for.
    ///
    /// @throws RefusedInputException where it is not from 1 to 200
    public static int of(int asked) {
        if (asked < 1 || asked > LARGEST) {
            throw new RefusedInputException(
                    List.of(new Refusal("limit", "must be a whole number from 1 to %d".formatted(LARGEST))));
        }
        return asked;
    }
}
