package dev.habittracker.devstack.torture;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.habittracker.devstack.pipeline.Links;
import dev.habittracker.devstack.proxy.TcpProxy;
import dev.habittracker.devstack.proxy.Weather;

/** A proxy between each service and Vault, and between each service and PostgreSQL. Kafka's clients follow the address that the broker gives. */
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
