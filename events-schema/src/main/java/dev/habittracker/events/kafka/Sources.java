package dev.habittracker.events.kafka;

import java.net.URI;
import java.net.URISyntaxException;

/// The `source` of CloudEvents about keyrings.
final class Sources {

    private Sources() {}

    /// `/keyrings/` and the name, with what a URI cannot hold percent-encoded.
    static URI keyring(String name) {
        try {
            return URI.create(new URI(null, null, "/keyrings/" + name, null).toASCIIString());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "The keyring's name does not fit into a URI: use letters, digits, dashes", e);
        }
    }
}
