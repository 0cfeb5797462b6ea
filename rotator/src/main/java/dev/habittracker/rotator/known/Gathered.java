package dev.habittracker.rotator.known;

import java.util.List;

import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.store.StoreReading;

/// Everything that a decision is taken from. A decision taken from it is not sent later than `W` after `started`.
///
/// @param keyring  the keyring's name
/// @param started  this process's clocks when the gathering began, before anything was asked
/// @param reading  what Vault has, with Vault's now
/// @param readable the KV versions whose content can still be read, ascending
/// @param bus      what Kafka tells
/// @param past     what the history knows
/// @param requests accepted and unfinished, oldest first
/// @param rules    how the keyring is to be kept
public record Gathered(String keyring, Moment started, StoreReading reading, List<Long> readable, Bus bus, Past past,
        List<OpenRequest> requests, Rules rules) {

    public Gathered {
        readable = List.copyOf(readable);
        requests = List.copyOf(requests);
    }

    /// Vault's now.
    public VaultTime now() {
        return reading.time();
    }

    /// Open requests of one kind, oldest first.
    public <C extends Command> List<OpenRequest> asking(Class<C> kind) {
        return requests.stream().filter(request -> kind.isInstance(request.command())).toList();
    }
}
