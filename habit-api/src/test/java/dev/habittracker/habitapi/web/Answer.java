package dev.habittracker.habitapi.web;

import java.net.http.HttpHeaders;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the service answered.
record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    JsonNode json() {
        return JSON.readTree(body);
    }

    String text(String field) {
        return json().required(field).asString();
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /// The day on the server, in UTC, when it answered.
    LocalDate day() {
        return LocalDate.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header("Date")));
    }

    String detail() {
        return text("detail");
    }

    /// The refusals of a 400, each as `field message`.
    List<String> errors() {
        return StreamSupport.stream(json().required("errors").spliterator(), false)
                .map(error -> error.required("field").asString() + " " + error.required("message").asString())
                .toList();
    }
}
