package dev.habittracker.events.kafka;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs each unknown event type once per process, so that a newer writer does not flood an older reader's log. Safe for
/// use by many threads.
public final class UnknownTypes {

    /// More kinds than any honest writer has; what comes beyond is not remembered, for memory's sake.
    static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(UnknownTypes.class);

    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /// Logs the type, unless that was done before or [#MOST] types were.
    public void skipped(Decoded.UnknownType<?> unknown, String topic) {
        if (seen.size() < MOST && seen.add(unknown.type())) {
            LOG.atWarn() //
                    .addKeyValue("type", unknown.type()).addKeyValue("topic", topic) //
                    .log("Skipping events of type {} on {}: a newer version of the contract is in use, update this service",
                            unknown.type(), topic);
        }
    }
}
