package dev.habittracker.devstack.drill;

import java.util.ArrayList;
import java.util.List;

/** What the drill has the rotator do. */
enum Act {

    ROTATE("rotate"), ROLL_BACK("roll back"), RESUME("resume"), REVOKE("revoke");

    private final String title;

    Act(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /**
     * As many rotations as asked for; in their middle a rollback, which is resumed from at once, and before the last one (after it, where it is
     * the only one) the revocation of the active key.
     */
    static List<Act> plan(int rotations) {
        List<Act> acts = new ArrayList<>();
        int middle = (rotations + 1) / 2;
        for (int i = 1; i <= rotations; i++) {
            if (i == rotations && rotations > 1) {
                acts.add(REVOKE);
            }
            acts.add(ROTATE);
            if (i == middle) {
                acts.add(ROLL_BACK);
                acts.add(RESUME);
            }
        }
        if (rotations == 1) {
            acts.add(REVOKE);
        }
        return List.copyOf(acts);
    }
}
