package dev.habittracker.devstack.proxy;

import java.time.Duration;

/** What the network between two processes does to their bytes. */
public sealed interface Weather {

    /** Passes everything on at once. */
    record Fair() implements Weather {}

    /** Passes everything on, late. */
    record Slow(Duration by) implements Weather {}

    /** Swallows nothing and passes nothing on: connections are taken and stay open, and whoever waits for an answer waits. */
    record Silent() implements Weather {}

    /** Ends every connection and takes no new one for longer than it needs to end it. */
    record Cut() implements Weather {}
}
