package dev.habittracker.auditconsumer.jdbc;

/**
 * What the store could not do, since the beginning.
 *
 * @param deadLetters messages that could not be stored
 * @param gaps ranges of messages that were deleted from the topic before they were stored
 */
public record Trouble(long deadLetters, long gaps) {}
