package dev.habittracker.devstack.drill;

import java.util.List;

/**
 * What became of the tokens issued before a change, shown to every instance until their own end.
 *
 * @param tokens how many were kept
 * @param checks how often one was shown to an instance and had to be accepted
 * @param refusals every time it was not, in words
 */
record WitnessCount(int tokens, int checks, List<String> refusals) {

    static final WitnessCount NONE = new WitnessCount(0, 0, List.of());

    WitnessCount plus(WitnessCount other) {
        return new WitnessCount(tokens + other.tokens, checks + other.checks,
                java.util.stream.Stream.concat(refusals.stream(), other.refusals.stream()).toList());
    }
}
