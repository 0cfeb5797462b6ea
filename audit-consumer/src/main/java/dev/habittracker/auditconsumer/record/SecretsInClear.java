package dev.habittracker.auditconsumer.record;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Tells lines of an audit device that does not hash ({@code log_raw=true}): tokens and secrets stand in them as they are.
 * Such lines must get nowhere. On a device that hashes, none of these names ever has another text than
 * {@code hmac-sha256:...}, whatever a client sends: Vault hashes every text below {@code data}, and the quotes of a text
 * are escaped, so nobody can imitate a name from within one.
 */
public final class SecretsInClear {

    private static final String HASHED = "hmac-sha256:";
    /** Fields that every line of a device that does not hash has some of; not all that may be a secret. */
    private static final Set<String> NAMES = Set.of("client_token", "secret_id", "password", "jwt_secret_key");
    private static final List<byte[]> QUOTED = NAMES.stream().map(name -> bytes("\"" + name + "\":\"")).toList();
    private static final byte[] HASHED_BYTES = bytes(HASHED);

    private SecretsInClear() {}

    /**
     * True if a secret stands in the line.
     *
     * @param line the bytes without the newline; of a long line its beginning
     */
    public static boolean in(byte[] line) {
        return isSuspicious(line)
                && LineParser.parse(line).stream().anyMatch(part -> part.columns().hasSecretInClear());
    }

    /** True if a text at this place of a record, named by the names on the way to it, is a secret in clear. */
    static boolean at(String name, String value) {
        // Metadata of a login is plain by design, and whoever makes the secret id chooses its names.
        return NAMES.contains(name.substring(name.lastIndexOf('/') + 1)) && !name.contains("metadata/")
                && !value.isEmpty() && !value.startsWith(HASHED);
    }

    /** A look at the bytes, so that ordinary lines need not be read as JSON. */
    private static boolean isSuspicious(byte[] line) {
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '"') {
                for (byte[] name : QUOTED) {
                    if (standsAt(line, i, name) && !standsAt(line, i + name.length, HASHED_BYTES)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean standsAt(byte[] line, int position, byte[] wanted) {
        if (position + wanted.length > line.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (line[position + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
