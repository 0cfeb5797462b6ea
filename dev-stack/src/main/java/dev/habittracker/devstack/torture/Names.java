package dev.habittracker.devstack.torture;

import java.util.List;

/** How the servers and the links to them are called in plans and reports. */
final class Names {

    static final String KAFKA = "kafka";
    static final String VAULT = "vault";
    static final String POSTGRES = "postgres";
    static final List<String> SERVERS = List.of(KAFKA, VAULT, POSTGRES);

    private Names() {}

    /** The way from a service to a server. */
    static String link(String service, String server) {
        return service + "->" + server;
    }
}
