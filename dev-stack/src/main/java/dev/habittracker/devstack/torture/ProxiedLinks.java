package dev.habittracker.devstack.torture;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.habittracker.devstack.kafka.Detour;
import dev.habittracker.devstack.pipeline.Links;
import dev.habittracker.devstack.process.Ports;
import dev.habittracker.devstack.proxy.TcpProxy;
import dev.habittracker.devstack.proxy.Weather;

/** A proxy between each service and each of Kafka, PostgreSQL and Vault. */
final class ProxiedLinks implements Links, AutoCloseable {

    private final Map<String, TcpProxy> proxies = new ConcurrentHashMap<>();

    @Override
    public int vault(String service, int port) {
        return proxy(Names.link(service, Names.VAULT), port);
    }

    @Override
    public int postgres(String service, int port) {
        return proxy(Names.link(service, Names.POSTGRES), port);
    }

    @Override
    public Map<String, Detour> kafka(List<String> services) {
        return services.stream().collect(Collectors.toMap(Function.identity(), service -> {
            int listener = Ports.free();
            return new Detour(listener, proxy(Names.link(service, Names.KAFKA), listener));
        }));
    }

    List<String> names() {
        return proxies.keySet().stream().sorted().toList();
    }

    /** @param link one of {@link #names()} */
    void weather(String link, Weather weather) {
        TcpProxy proxy = proxies.get(link);
        if (proxy == null) {
            throw new IllegalArgumentException("no link is called " + link);
        }
        proxy.weather(weather);
    }

    @Override
    public void close() {
        proxies.values().forEach(TcpProxy::close);
    }

    private int proxy(String link, int port) {
        return proxies.computeIfAbsent(link, _ -> TcpProxy.to(port)).port();
    }
}
