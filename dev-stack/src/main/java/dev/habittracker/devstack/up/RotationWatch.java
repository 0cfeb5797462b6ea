package dev.habittracker.devstack.up;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

import dev.habittracker.devstack.keyring.KeyringApi;
import dev.habittracker.devstack.keyring.KeyringApiException;
import dev.habittracker.devstack.keyring.RotationView;

/** Prints each new write of the ring, once every instance has it, or after a while what is known by then. */
final class RotationWatch {

    private static final int LATEST = 20;

    private final KeyringApi rotator;
    private final int members;
    private final Duration patience;
    private final Clock clock;
    private final PrintStream out;
    private long printed;

    /**
     * @param members how many processes are expected to apply a write
     * @param patience how long after a write a missing one is waited for
     */
    RotationWatch(KeyringApi rotator, int members, Duration patience, Clock clock, PrintStream out) {
        this.rotator = rotator;
        this.members = members;
        this.patience = patience;
        this.clock = clock;
        this.out = out;
    }

    /** Leaves what happened before this start unprinted, but for the newest write. */
    void begin() {
        printed = latest().stream().mapToLong(RotationView::version).max().orElse(1) - 1;
    }

    /** Looks once. */
    void look() {
        for (RotationView rotation : latest().reversed()) {
            if (rotation.version() <= printed) {
                continue;
            }
            RotationView whole = rotator.rotation(rotation.id());
            boolean waited = clock.instant().isAfter(whole.written().plus(patience));
            if (whole.appliedBy("habit-api") < members && !waited) {
                return;
            }
            out.println(RotationLine.render(whole, ZoneId.systemDefault()));
            printed = rotation.version();
        }
    }

    private List<RotationView> latest() {
        try {
            return rotator.rotations(LATEST);
        } catch (KeyringApiException notNow) {
            return List.of();
        }
    }
}
