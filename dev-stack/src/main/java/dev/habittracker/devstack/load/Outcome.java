package dev.habittracker.devstack.load;

/** What the answer to a request means for the drill. */
public sealed interface Outcome {

    record Served(int status) implements Outcome {}

    /** The one refusal that is right: 401 for a token of a key that was revoked before the request was answered. */
    record RefusedAsRevoked() implements Outcome {}

    /** Everything else. */
    record Failed(String why) implements Outcome {}

    /**
     * @param keyRevoked whether the token that the request carried is signed by a revoked key
     * @param problem what the answer says went wrong
     */
    public static Outcome of(int status, boolean keyRevoked, String problem) {
        if (status >= 200 && status < 300) {
            return new Served(status);
        }
        if (status == 401 && keyRevoked) {
            return new RefusedAsRevoked();
        }
        return new Failed(status + ": " + problem);
    }
}
