package dev.habittracker.devstack.load;

import java.net.URI;

/** A habit API process. */
public record Instance(String name, URI url) {

    public URI habits() {
        return url.resolve("/habits");
    }

    public URI login() {
        return url.resolve("/login");
    }

    public URI register() {
        return url.resolve("/register");
    }
}
