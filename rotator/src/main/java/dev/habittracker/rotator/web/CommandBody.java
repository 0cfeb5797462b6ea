package dev.habittracker.rotator.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the body of a command: a small JSON object, or nothing. A body that is too large is refused by its length where
/// it names one, and else as soon as it has become too long: it is never read whole.
final class CommandBody {

    static final int MOST_BYTES = 16 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private CommandBody() {}

    /// @throws Refused 413 or 400
    static JsonNode read(HttpServletRequest request) {
        byte[] body = bytes(request);
        if (body.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            // the text is not quoted; what follows says enough
        }
        throw new Refused(HttpStatus.BAD_REQUEST, "malformed-body",
                "the body is not a JSON object: send one, or nothing");
    }

    private static byte[] bytes(HttpServletRequest request) {
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw tooLarge();
        }
        try {
            byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                throw tooLarge();
            }
            return body;
        } catch (IOException e) {
            throw new Refused(HttpStatus.BAD_REQUEST, "incomplete-body",
                    "the body broke off before its end: send it again, as long as its Content-Length says");
        }
    }

    private static Refused tooLarge() {
        return new Refused(HttpStatus.CONTENT_TOO_LARGE, "body-too-large", "the body has more than " + MOST_BYTES
                + " bytes: a command needs a few fields only");
    }
}
