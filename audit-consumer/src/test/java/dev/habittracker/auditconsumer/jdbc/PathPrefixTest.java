package dev.habittracker.auditconsumer.jdbc;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PathPrefixTest {

    @Test
    void end_isTheNextTextOfTheSameLength() {
        assertThat(PathPrefix.end("secret/data/")).isEqualTo("secret/data0");
    }

    @Test
    void end_behindTheLastCodePoint_isThatOfTheTextBeforeIt() {
        assertThat(PathPrefix.end("a" + Character.toString(Character.MAX_CODE_POINT))).isEqualTo("b");
        assertThat(PathPrefix.end(Character.toString(Character.MAX_CODE_POINT))).isEmpty();
    }

    @Test
    void end_leavesOutSurrogatesWhichNoTextHasAlone() {
        assertThat(PathPrefix.end("\uD7FF")).isEqualTo("\uE000");
    }
}
