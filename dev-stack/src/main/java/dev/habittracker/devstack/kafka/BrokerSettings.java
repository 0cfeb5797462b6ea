package dev.habittracker.devstack.kafka;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server.properties of a one-node broker that starts in two seconds and a quarter of a gigabyte. */
final class BrokerSettings {

    private static final Map<String, String> FIXED = Map.ofEntries(Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"), Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("inter.broker.listener.name", "PLAINTEXT"),
            // One node: every internal topic has the one replica there is. Without these, no transaction ever commits.
            Map.entry("offsets.topic.replication.factor", "1"), Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"), Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            // The services create their topics themselves, with the settings they need.
            Map.entry("auto.create.topics.enable", "false"), Map.entry("group.initial.rebalance.delay.ms", "0"),
            // A killed broker may register again only when its former session is over.
            Map.entry("broker.session.timeout.ms", "3000"), Map.entry("broker.heartbeat.interval.ms", "500"),
            // Small: few threads and buffers.
            Map.entry("num.network.threads", "1"), Map.entry("num.io.threads", "2"),
            Map.entry("num.recovery.threads.per.data.dir", "1"), Map.entry("num.replica.fetchers", "1"),
            Map.entry("background.threads", "2"), Map.entry("log.cleaner.threads", "1"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"), Map.entry("log.cleaner.backoff.ms", "1000"),
            Map.entry("log.index.size.max.bytes", "1048576"));

    private BrokerSettings() {}

    static Map<String, String> of(int port, int controllerPort, Path logs, List<Detour> detours) {
        var settings = new TreeMap<>(FIXED);
        settings.put("listeners", joined("PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port,
                controllerPort), detours, detour -> "%s://127.0.0.1:%d".formatted(name(detour), detour.listener())));
        settings.put("advertised.listeners", joined("PLAINTEXT://127.0.0.1:" + port, detours,
                detour -> "%s://127.0.0.1:%d".formatted(name(detour), detour.advertised())));
        settings.put("listener.security.protocol.map", joined("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT", detours,
                detour -> name(detour) + ":PLAINTEXT"));
        // Static voters: unlike the dynamic ones they are not part of the stored state, so the port may change with every start.
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("log.dirs", logs.toString());
        return settings;
    }

    private static String joined(String first, List<Detour> detours, Function<Detour, String> described) {
        return Stream.concat(Stream.of(first), detours.stream().map(described)).collect(Collectors.joining(","));
    }

    private static String name(Detour detour) {
        return "VIA" + detour.advertised();
    }
}
