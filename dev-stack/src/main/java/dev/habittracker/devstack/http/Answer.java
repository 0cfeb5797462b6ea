package dev.habittracker.devstack.http;

import java.net.URI;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/**
 * A service's answer.
 *
 * @param body a missing node where there is none, or none that is JSON
 */
public record Answer(int status, JsonNode body, Optional<URI> location) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** What an RFC 9457 problem says, else the status alone. */
    public String problem() {
        String detail = body.path("detail").asString("");
        return detail.isEmpty() ? "HTTP " + status : detail;
    }
}
