package dev.habittracker.devstack.drill;

/**
 * What a drill found.
 *
 * @param passed nobody noticed anything, and everything that was to be shown was shown
 * @param text tables for a terminal
 * @param json the same for a program
 */
public record DrillResult(boolean passed, String text, String json) {}
