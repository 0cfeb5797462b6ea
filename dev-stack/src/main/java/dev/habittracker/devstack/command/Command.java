package dev.habittracker.devstack.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What the user asked for, checked. */
public sealed interface Command {

    /** @param rotateEvery the period of the scheduled rotation */
    record Up(int instances, Duration rotateEvery) implements Command {}

    /** @param json where to write the report as well */
    record Drill(int rotations, int instances, int clients, Optional<Path> json) implements Command {}

    /**
     * @param kills how many processes are killed
     * @param seed decides every fault
     */
    record TortureRotation(int kills, long seed, Optional<Path> json) implements Command {}

    record Status() implements Command {}

    record Down() implements Command {}

    /** @param await until every instance has applied the rotation */
    record Rotate(boolean await) implements Command {}

    record Help() implements Command {}
}
