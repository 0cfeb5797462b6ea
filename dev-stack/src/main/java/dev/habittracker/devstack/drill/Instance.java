package dev.habittracker.devstack.drill;

import java.net.URI;

/** A habit API process. */
record Instance(String name, URI url) {

    URI habits() {
        return url.resolve("/habits");
    }

    URI login() {
        return url.resolve("/login");
    }

    URI register() {
        return url.resolve("/register");
    }
}
