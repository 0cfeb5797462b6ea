package dev.habittracker.auditconsumer.record;

/**
 * Where audit lines come from: one audit device of one Vault node. Devices hash with salts of their own, so the same
 * event has other bytes on each; the complete log is the union.
 *
 * @param node the name of the Vault node, unique in the installation
 * @param device the path at which the audit device is enabled, such as {@code file}
 */
public record Source(String node, String device) {

    /** @throws IllegalArgumentException if a name is empty or holds a slash or a control character */
    public Source {
        check("node", node);
        check("device", device);
    }

    private static void check(String what, String name) {
        if (name.isBlank() || name.length() > 200 || name.chars().anyMatch(c -> c == '/' || c < ' ')) {
            throw new IllegalArgumentException(
                    "the audit " + what + " must be a name of 1 to 200 characters without a slash: '" + name + "'");
        }
    }
}
