package dev.habittracker.devstack.load;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The keys that the drill has asked to be revoked; known here before the command is sent, so that no right 401 is counted as a failure. */
public final class RevokedKeys {

    private final Set<String> kids = ConcurrentHashMap.newKeySet();

    public void add(String kid) {
        kids.add(kid);
    }

    public boolean contains(String kid) {
        return kids.contains(kid);
    }
}
