package dev.habittracker.devstack.up;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** What to try: lines that work when pasted into a shell. */
final class Invitation {

    static final String USERNAME = "ada";
    static final String PASSWORD = "rotate-me-softly";

    private Invitation() {}

    /**
     * @param apis at least one
     * @param keyPath as the audit has it: {@code secret/data/habit-tracker/auth}
     * @param audit absent where there is no audit consumer: empty
     */
    static String text(List<URI> apis, URI keyring, List<URI> audit, String keyPath, Path operatorToken) {
        URI first = apis.getFirst();
        URI last = apis.getLast();
        var text = new StringBuilder();
        text.append(
                """

                        Try it (user %1$s, password %2$s):

                          # log in at one instance, use the token at another, before and after a rotation
                          TOKEN=$(curl -s %3$s/login -H 'Content-Type: application/json' \\
                            -d '{"username":"%1$s","password":"%2$s"}' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                          curl -s %4$s/habits -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"name":"Read a page"}'
                          curl -s %4$s/habits -H "Authorization: Bearer $TOKEN"

                          # the keyring as the operator sees it: no keys, but who has which
                          curl -s %5$s -H "X-Vault-Token: $(cat %6$s)"
                          curl -s %5$s/members -H "X-Vault-Token: $(cat %6$s)"
                          curl -s '%5$s/rotations?limit=3' -H "X-Vault-Token: $(cat %6$s)"

                          # a rotation now (or: ./pipeline rotate --wait)
                          curl -si -X POST %5$s/rotate -H "X-Vault-Token: $(cat %6$s)" -H "Idempotency-Key: $(date +%%s)" \\
                            -H 'Content-Type: application/json' -d '{"reason":"because I can"}'
                        """
                        .formatted(USERNAME, PASSWORD, first, last, keyring, operatorToken));
        audit.forEach(consumer -> text.append("""

                  # who read the key, and when
                  curl -s '%s/audit/key-reads?path=%s&limit=5' -H "X-Vault-Token: $(cat %s)"
                """.formatted(consumer, keyPath, operatorToken)));
        return text.toString();
    }
}
