package dev.habittracker.auditconsumer.health;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * When the tail counts as ill.
 *
 * @param silenceLimit no audit file has grown for longer than this
 * @param lossesAcknowledged losses noticed up to then were looked into by an operator; null if none were
 */
public record TailHealthSettings(Duration silenceLimit, @Nullable Instant lossesAcknowledged) {}
