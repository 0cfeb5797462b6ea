package dev.habittracker.simulation.check;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.simulation.world.SimVault;

/// Rule 5: an event tells of a write that was carried out, no version is sent without those below it, and once everything is
/// well the topic has got the whole journal.
public final class EventsAreWhole implements Watch {

    private final Court court;
    private final Facts facts;
    private final SimVault vault;
    private final Set<String> sent = new HashSet<>();

    /// Judges by what truly happened.
    public EventsAreWhole(Court court, Facts facts, SimVault vault) {
        this.court = court;
        this.facts = facts;
        this.vault = vault;
    }

    @Override
    public void appended(Subject who, KeyEvent event) {
        long version = event.header().version();
        String writeId = event.header().writeId();
        if (!facts.isJournalled(version, writeId)) {
            court.broken(Rule.STORE_AND_BUS_HEAL, who.name() + " published version " + version + " of " + writeId
                    + ", which was never written");
        }
        sent.add(version + " " + writeId);
        Ring ring = vault.state().ring();
        JournalEntry below = ring == null
                || ring.descendsFrom(version, writeId) != dev.habittracker.keyring.ring.Descent.YES
                        ? null
                        : ring.journalEntry(version - 1).orElse(null);
        if (below != null && !wasSent(below)) {
            court.broken(Rule.STORE_AND_BUS_HEAL, who.name() + " published version " + version
                    + " before version " + below.version());
        }
    }

    private boolean wasSent(@Nullable JournalEntry entry) {
        return entry == null || sent.contains(entry.version() + " " + entry.writeId());
    }

    @Override
    public void ended() {
        Ring ring = vault.stateAt(court.now() - Court.SETTLED.toNanos()).ring();
        if (ring != null) {
            ring.journal().stream().filter(entry -> !wasSent(entry)).findFirst()
                    .ifPresent(entry -> court.broken(Rule.STORE_AND_BUS_HEAL, "everything has been well for long, but"
                            + " the event of version " + entry.version() + ", " + entry.event() + ", was never sent"));
        }
    }
}
