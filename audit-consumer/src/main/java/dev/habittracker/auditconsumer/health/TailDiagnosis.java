package dev.habittracker.auditconsumer.health;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import dev.habittracker.auditconsumer.ship.TailSnapshot;
import dev.habittracker.auditconsumer.tail.Loss;

/**
 * What is wrong with the tail, decided from what it does.
 *
 * @param complaints a sentence each, with what to do; empty if all is well
 * @param silence how long no audit file has grown; zero before one was seen
 */
public record TailDiagnosis(List<String> complaints, Duration silence) {

    /** @throws NullPointerException if an element is null */
    public TailDiagnosis {
        complaints = List.copyOf(complaints);
    }

    /** Decides. */
    public static TailDiagnosis of(TailSnapshot tail, TailHealthSettings settings, Instant now) {
        List<String> complaints = new ArrayList<>();
        switch (tail.state()) {
            case NO_FILE, FAILING, FENCED -> complaints.add(tail.remark());
            case STOPPED -> complaints.add("the tail is stopped");
            case FOLLOWING -> {
                if (!tail.remark().isEmpty()) {
                    complaints.add(tail.remark());
                }
            }
            case STARTING, CATCHING_UP -> {
                // It will get there.
            }
        }
        Duration silence = tail.grew() == null || tail.grew().isAfter(now)
                ? Duration.ZERO
                : Duration.between(tail.grew(), now);
        if (silence.compareTo(settings.silenceLimit()) > 0) {
            complaints.add("no audit file has grown for " + silence.truncatedTo(ChronoUnit.SECONDS)
                    + ": is Vault up, is its audit device on, and is audit.file the file that it writes to?");
        }
        long losses = tail.losses().stream().filter(loss -> isNew(loss, settings)).count();
        if (losses > 0) {
            complaints.add(losses + " loss(es) of audit records: see 'losses'; once looked into, set"
                    + " audit.losses-acknowledged to a time after the last of them");
        }
        return new TailDiagnosis(complaints, silence);
    }

    private static boolean isNew(Loss loss, TailHealthSettings settings) {
        return settings.lossesAcknowledged() == null || loss.at().isAfter(settings.lossesAcknowledged());
    }
}
