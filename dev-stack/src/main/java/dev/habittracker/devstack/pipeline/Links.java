package dev.habittracker.devstack.pipeline;

import java.util.List;
import java.util.Map;

import dev.habittracker.devstack.kafka.Detour;

/** What stands between a service and the servers that it talks to: nothing, or a proxy for each pair. */
public interface Links {

    /** Every service talks to the servers themselves. */
    Links DIRECT = new Links() {

        @Override
        public int vault(String service, int port) {
            return port;
        }

        @Override
        public int postgres(String service, int port) {
            return port;
        }

        @Override
        public Map<String, Detour> kafka(List<String> services) {
            return Map.of();
        }
    };

    /**
     * The port at which a service finds a Vault server of this machine.
     *
     * @param service its name
     * @param port the server's own
     */
    int vault(String service, int port);

    /** The port at which a service finds PostgreSQL. */
    int postgres(String service, int port);

    /**
     * How services come to Kafka other than straight; the broker has to know all detours when it starts.
     *
     * @param services all names
     * @return by service; one that is not there comes straight
     */
    Map<String, Detour> kafka(List<String> services);
}
