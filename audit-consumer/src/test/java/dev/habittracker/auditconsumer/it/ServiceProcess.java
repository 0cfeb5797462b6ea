package dev.habittracker.auditconsumer.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.habittracker.auditconsumer.AuditConsumerApplication;
import dev.habittracker.devstack.process.ChildProcess;
import dev.habittracker.devstack.process.Ports;

/** The service as a process of its own, to be killed. */
final class ServiceProcess {

    private final ChildProcess process;
    private final int port;

    private ServiceProcess(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it, and does not wait until it is ready.
     *
     * @param properties Spring's
     */
    static ServiceProcess start(Map<String, String> properties, Path log) {
        int port = Ports.free();
        List<String> command = new ArrayList<>(List.of(ChildProcess.java(), "-Xmx256m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                AuditConsumerApplication.class.getName(), "--server.port=" + port));
        properties.forEach((name, value) -> command.add("--" + name + "=" + value));
        return new ServiceProcess(ChildProcess.start("audit-consumer", command, Map.of(), log), port);
    }

    int port() {
        return port;
    }

    /** SIGKILL. */
    void kill() {
        process.kill();
    }

    /** SIGTERM. */
    void stop() {
        process.stop();
    }

    void assertAlive() {
        if (!process.isAlive()) {
            throw process.failed("was not to end");
        }
    }
}
