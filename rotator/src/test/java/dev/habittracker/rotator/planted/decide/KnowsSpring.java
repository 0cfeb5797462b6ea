package dev.habittracker.rotator.planted.decide;

import org.springframework.util.StringUtils;

/// Planted: a decision on Spring.
final class KnowsSpring {

    private KnowsSpring() {}

    static boolean hasText(String text) {
        return StringUtils.hasText(text);
    }
}
