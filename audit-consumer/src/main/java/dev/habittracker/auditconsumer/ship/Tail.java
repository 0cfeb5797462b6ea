package dev.habittracker.auditconsumer.ship;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.auditconsumer.file.AuditDirectory;
import dev.habittracker.auditconsumer.record.Source;

/**
 * Follows the audit files of one device until it is stopped. Whatever fails ends the session; the next one begins with
 * what the log has, so nothing is lost or repeated by a failure, only delayed.
 */
public final class Tail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final Source source;
    private final AuditDirectory directory;
    private final RecordLog log;
    private final TailSettings settings;
    private final TailStatus status;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param source whose files these are
     * @param directory where they are
     * @param log where their lines go
     * @param settings how to work
     * @param status where to tell what is being done
     * @param clock for checkpoints and losses
     */
    public Tail(
            Source source,
            AuditDirectory directory,
            RecordLog log,
            TailSettings settings,
            TailStatus status,
            Clock clock) {
        this.source = source;
        this.directory = directory;
        this.log = log;
        this.settings = settings;
        this.status = status;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("audit-tail").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Stops after the current transaction. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            if (!thread.join(STOP_PATIENCE)) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (stopped.getCount() > 0) {
                waitFor(session());
            }
        } catch (InterruptedException e) {
            LOG.info("the audit tail was interrupted");
        } finally {
            status.state(TailSnapshot.State.STOPPED, "");
        }
    }

    /** One session; returns how long to wait before the next. */
    private Duration session() throws InterruptedException {
        try (RecordLog.Session session = log.open()) {
            new TailSession(source, directory, session, settings, status, clock, stopped).run();
            return Duration.ZERO;
        } catch (FencedException e) {
            status.state(TailSnapshot.State.FENCED, String.valueOf(e.getMessage()));
            LOG.error("{}: one of the two has to be stopped or given another name; trying again in {}",
                    e.getMessage(), settings.takeoverDelay());
            return settings.takeoverDelay();
        } catch (SecretsInClearException e) {
            status.state(TailSnapshot.State.FAILING, String.valueOf(e.getMessage()));
            LOG.error("{}", e.getMessage());
            return settings.takeoverDelay();
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            status.state(TailSnapshot.State.FAILING, String.valueOf(e.getMessage()));
            LOG.warn("the audit tail failed and begins again in {}", settings.retryDelay(), e);
            return settings.retryDelay();
        }
    }

    private void waitFor(Duration delay) throws InterruptedException {
        if (stopped.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.debug("told to stop");
        }
    }
}
