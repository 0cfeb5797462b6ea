package dev.habittracker.keyring.ring;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.habittracker.events.Position;

/// A key's id: epoch, version of the write that minted it, random.
///
/// A verifier tells from the id alone whether a key that it does not hold can be newer than its ring. Written
/// `1795500000.42.q3Zx9A`, and nothing else is a kid: what does not match is refused without asking anyone.
///
/// @param epoch   the ring's epoch when the key was minted, Unix seconds
/// @param version the KV version of the write that minted the key
/// @param random  six characters of base64url, so that two writes that race mint different ids
public record Kid(long epoch, long version, String random) {

    private static final Pattern FORM = Pattern.compile("^([0-9]{1,12})\\.([0-9]{1,9})\\.([A-Za-z0-9_-]{6})$");

    public Kid {
        if (!FORM.matcher(epoch + "." + version + "." + random).matches()) {
            throw new IllegalArgumentException(
                    "not a kid: the form is <epoch>.<version>.<six characters of base64url>");
        }
    }

    /// Reads a kid; empty where the text is none.
    public static Optional<Kid> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional
                .of(new Kid(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), matcher.group(3)))
                // "007" would read as another kid than it is written
                .filter(kid -> kid.toString().equals(text));
    }

    /// Reads a kid that must be one.
    ///
    /// @throws IllegalArgumentException where the text is none
    public static Kid of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException(
                "not a kid: the form is <epoch>.<version>.<six characters of base64url>"));
    }

    /// The position of the write that minted the key.
    public Position minted() {
        return new Position(epoch, version);
    }

    @Override
    public String toString() {
        return epoch + "." + version + "." + random;
    }
}
