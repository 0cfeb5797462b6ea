package dev.habittracker.endtoend.scan;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/// Something secret, and every form in which it could have got out.
///
/// @param name  what it is, for the report: never the secret itself
/// @param forms texts; bytes above 127 stand as ISO-8859-1
record Needle(String name, Set<String> forms) {

    /// A secret that is text, a password or the text of an HMAC key.
    static Needle ofText(String name, String secret) {
        return ofBytes(name, secret.getBytes(StandardCharsets.UTF_8));
    }

    /// A number or an octet string of a JWK.
    ///
    /// @param value Base64url, RFC 7518
    static Needle ofJwkMember(String name, String value) {
        return ofBytes(name, Base64.getUrlDecoder().decode(value));
    }

    private static Needle ofBytes(String name, byte[] bytes) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(new String(bytes, StandardCharsets.ISO_8859_1));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
        return new Needle(name, forms);
    }

    boolean isIn(String text) {
        return forms.stream().anyMatch(text::contains);
    }

    @Override
    public String toString() {
        return name;
    }
}
