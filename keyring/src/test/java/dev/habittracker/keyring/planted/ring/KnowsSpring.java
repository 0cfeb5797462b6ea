package dev.habittracker.keyring.planted.ring;

import org.springframework.util.StringUtils;

/// Planted: deciding code on Spring.
final class KnowsSpring {

    private KnowsSpring() {}

    static boolean hasText(String text) {
        return StringUtils.hasText(text);
    }
}
