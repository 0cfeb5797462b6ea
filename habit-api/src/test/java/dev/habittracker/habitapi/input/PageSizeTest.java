package dev.habittracker.habitapi.input;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PageSizeTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 200})
    void of_sizeWithinTheBounds_isAccepted(int asked) {
        assertThat(PageSize.of(asked)).isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 201, Integer.MAX_VALUE})
    void of_otherSize_isRefused(int asked) {
        assertThatExceptionOfType(RefusedInputException.class).isThrownBy(() -> PageSize.of(asked))
                .extracting(RefusedInputException::refusals)
                .isEqualTo(List.of(new Refusal("limit", "must be a whole number from 1 to 200")));
    }
}
