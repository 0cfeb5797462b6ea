package dev.habittracker.auditconsumer.ship;

import java.time.Duration;

/**
 * How the tail works.
 *
 * @param pollInterval how often a file that did not grow is looked at again
 * @param chunkBytes a longer line is sent in pieces of this many bytes; also the most that is held of one line
 * @param batchBytes how many bytes of the file are read for one transaction, at least; one line may exceed it
 * @param retryDelay how long to wait after a failure
 * @param takeoverDelay how long to wait after another tail took over
 */
public record TailSettings(Duration pollInterval, int chunkBytes, int batchBytes, Duration retryDelay,
        Duration takeoverDelay) {}
