package dev.habittracker.devstack.vault;

/**
 * Where a keyring stands, and how names on a server that several test classes share are kept apart.
 *
 * @param mount the KV v2 engine's mount
 * @param path the secret's path below it, for example {@code habit-tracker/auth}
 * @param keyring the keyring's name in {@code keyring-operations/<keyring>/...}
 * @param suffix appended to the names of policies and AppRoles; empty on a server of one's own
 */
public record Placement(String mount, String path, String keyring, String suffix) {

    /** The names of design and documentation: {@code secret/habit-tracker/auth}. */
    public static final Placement DEFAULT = new Placement("secret", "habit-tracker/auth", "habit-tracker", "");

    /** The default path and keyring on a mount of its own. */
    public static Placement onMount(String mount) {
        return new Placement(mount, DEFAULT.path, DEFAULT.keyring, "-" + mount);
    }

    String named(Role role) {
        return role.policy() + suffix;
    }

    /** The policy file's text for this placement; the files themselves are written for {@link #DEFAULT}. */
    String adapt(String policy) {
        return policy.replace("\"" + DEFAULT.mount + "/", "\"" + mount + "/")
                .replace("/" + DEFAULT.path + "\"", "/" + path + "\"")
                .replace("/" + folder(DEFAULT.path) + "/*\"", "/" + folder(path) + "/*\"")
                .replace("\"keyring-operations/" + DEFAULT.keyring + "/", "\"keyring-operations/" + keyring + "/");
    }

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }
}
