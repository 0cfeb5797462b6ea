package dev.habittracker.devstack.kafka;

/**
 * A way to the broker that leads through a proxy. Kafka's clients follow the address that the broker gives them, whatever address they came by: so
 * the broker has a listener of its own for the way, and gives the proxy's address to whoever comes by it.
 *
 * @param listener the port on which the broker listens for this way
 * @param advertised the proxy's port
 */
public record Detour(int listener, int advertised) {}
