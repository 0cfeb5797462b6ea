package dev.habittracker.devstack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts a child, says its process id, and dies as by kill -9. */
final class KilledParent {

    private KilledParent() {}

    public static void main(String[] args) {
        System.out.println(ChildProcess.start("child", List.of("sleep", "300"), Map.of(), Path.of(args[0])).pid());
        Runtime.getRuntime().halt(1);
    }
}
