package dev.habittracker.auditconsumer.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import dev.habittracker.auditconsumer.jdbc.FactLog;
import dev.habittracker.auditconsumer.record.Source;
import dev.habittracker.auditconsumer.ship.Silence;
import dev.habittracker.auditconsumer.ship.TailSnapshot;
import dev.habittracker.auditconsumer.ship.TailStatus;
import dev.habittracker.auditconsumer.store.Fact;
import dev.habittracker.auditconsumer.store.Fact.Kind;
import dev.habittracker.auditconsumer.store.FileRef;
import dev.habittracker.auditconsumer.tail.Loss;
import dev.habittracker.auditconsumer.vault.Canary;

/** Writes down what the tail notices: losses, and a file that does not grow although Vault was asked to write. */
public final class TailWatch extends Repeating {

    private static final Logger LOG = LoggerFactory.getLogger(TailWatch.class);

    private final Source source;
    private final TailStatus tail;
    private final FactLog facts;
    private final Canary canary;
    private final Duration limit;
    private final Duration period;
    private final Clock clock;

    /**
     * @param source whose files are followed
     * @param tail what the tail does
     * @param facts where it is written down
     * @param canary has Vault write something
     * @param limit so long a file may not grow
     * @param period how often to look
     * @param clock for the silence
     */
    public TailWatch(
            Source source,
            TailStatus tail,
            FactLog facts,
            Canary canary,
            Duration limit,
            Duration period,
            Clock clock) {
        super("audit-tail-watch", period);
        this.source = source;
        this.tail = tail;
        this.facts = facts;
        this.canary = canary;
        this.limit = limit;
        this.period = period;
        this.clock = clock;
    }

    /** Looks once. */
    public void look() {
        TailSnapshot now = tail.snapshot();
        now.losses().forEach(loss -> facts.add(lost(loss)));
        Instant grew = now.grew();
        switch (Silence.of(grew, clock.instant(), limit)) {
            case NONE -> {
                // As it should be.
            }
            case ASK -> canary.sing();
            case ALARM -> facts.add(silent(grew == null ? Instant.MIN : grew, canary.sing()));
        }
    }

    private Fact lost(Loss loss) {
        return new Fact(Kind.LOST, loss.at(), new FileRef(source, loss.file()), loss.from(), null, null,
                loss.kind() + ": " + loss.detail(),
                "loss " + source.node() + "/" + source.device() + "/" + loss.file() + "/" + loss.from() + "/"
                        + loss.kind());
    }

    private Fact silent(Instant since, boolean vaultAnswers) {
        return new Fact(Kind.SILENT, clock.instant(), null, null, null, null,
                "no audit file of " + source.node() + "/" + source.device() + " has grown since " + since
                        + (vaultAnswers
                                ? ", and Vault answers: is its audit device on, is audit.file the file that it writes"
                                        + " to, is this node the active one?"
                                : ", and Vault does not answer"),
                "silence " + source.node() + "/" + source.device() + "/" + since + "/" + vaultAnswers);
    }

    @Override
    Duration turn() {
        try {
            look();
        } catch (DataAccessException e) {
            LOG.warn("what the tail noticed cannot be written down just now: {}", e.toString());
        }
        return period;
    }
}
