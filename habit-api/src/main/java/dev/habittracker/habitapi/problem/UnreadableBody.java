package dev.habittracker.habitapi.problem;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import dev.habittracker.habitapi.input.Refusal;

/// Says why a JSON body could not be read. Jackson's own messages are not passed on: they quote what was sent, which
/// may be a password, and name classes.
final class UnreadableBody {

    /// A name that the client made up may be as long as the body.
    private static final int LONGEST_PATH = 60;

    private UnreadableBody() {}

    /// @param failure what reading the body ended with, with its causes
    static ProblemDetail explain(Throwable failure) {
        BodyTooLargeException tooLarge = find(BodyTooLargeException.class, failure);
        if (tooLarge != null) {
            return BodyLimitFilter.tooLarge(tooLarge.limit());
        }
        JacksonException json = find(JacksonException.class, failure);
        return switch (json) {
            case null -> Problems.of(HttpStatus.BAD_REQUEST, "The body is missing: send a JSON object.");
            case UnrecognizedPropertyException unknown -> Problems.refused(List.of(new Refusal(path(unknown),
                    "is not a field of this request; the fields are: " + known(unknown))));
            case MismatchedInputException mismatch when path(mismatch).isEmpty() ->
                Problems.of(HttpStatus.BAD_REQUEST, "The body is not one JSON object with the fields of this request.");
            case MismatchedInputException mismatch ->
                Problems.refused(List.of(new Refusal(path(mismatch), expectation(mismatch.getTargetType()))));
            case DatabindException other when !path(other).isEmpty() ->
                Problems.refused(List.of(new Refusal(path(other), "has a value that cannot be read")));
            case StreamReadException malformed ->
                Problems.of(HttpStatus.BAD_REQUEST, malformed(malformed.getLocation()));
            default -> Problems.of(HttpStatus.BAD_REQUEST, malformed(json.getLocation()));
        };
    }

    private static String malformed(@Nullable TokenStreamLocation at) {
        return at == null
                ? "The body is not well-formed JSON."
                : "The body is not well-formed JSON: look at line %d, column %d.".formatted(at.getLineNr(),
                        at.getColumnNr());
    }

    private static String path(JacksonException failure) {
        String path = failure.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "...";
    }

    private static String known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String expectation(@Nullable Class<?> type) {
        return type == String.class ? "must be a string" : "has a value of the wrong type";
    }

    private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
