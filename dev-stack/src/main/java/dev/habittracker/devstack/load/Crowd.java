package dev.habittracker.devstack.load;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import dev.habittracker.devstack.http.JsonClient;
import dev.habittracker.devstack.process.Waiting;

/** All clients, each on a virtual thread of its own. */
public final class Crowd {

    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final List<Client> clients;
    private final List<Thread> threads = new ArrayList<>();

    public Crowd(int size, List<Instance> instances, RevokedKeys revoked, Clock clock) {
        var http = new JsonClient(Duration.ofSeconds(10));
        this.clients = IntStream.rangeClosed(1, size)
                .mapToObj(number -> new Client("client-" + number, instances, revoked, samples::add, http, clock))
                .toList();
    }

    public void start() {
        clients.forEach(client -> threads.add(Thread.ofVirtual().start(client)));
    }

    public void stop() {
        clients.forEach(Client::stop);
        threads.forEach(Waiting::forEndOf);
    }

    public Collection<IssuedToken> tokens() {
        return clients.stream().flatMap(client -> client.token().stream()).toList();
    }

    /** Whether every client is logged in. */
    public boolean isComplete() {
        return tokens().size() == clients.size();
    }

    public List<Sample> samples() {
        return List.copyOf(samples);
    }
}
