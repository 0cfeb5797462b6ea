package dev.habittracker.rotator.known;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.store.StoreReading;

/// Everything that a decision is taken from. A decision taken from it is not sent later than `W` after `started`.
///
/// @param keyring      the keyring's name
/// @param started      this process's clocks when the gathering began, before anything was asked
/// @param reading      what Vault has, with Vault's now
/// @param answered     this process's clocks when Vault had answered
/// @param strangeSince when Vault's ring was first seen not to descend from the write that it does not descend from now;
///                     `null` where it descends from all, or has not been read before since that write was heard of
/// @param readable     the KV versions whose content can still be read, ascending
/// @param bus          what Kafka tells
/// @param past         what the history knows
/// @param requests     accepted and unfinished, oldest first
/// @param rules        how the keyring is to be kept
public record Gathered(String keyring, Moment started, StoreReading reading, Moment answered,
        @Nullable Moment strangeSince, List<Long> readable, Bus bus, Past past, List<OpenRequest> requests,
        Rules rules) {

    public Gathered {
        readable = List.copyOf(readable);
        requests = List.copyOf(requests);
    }

    /// The same with the time since when Vault's ring is strange.
    public Gathered strangeSince(@Nullable Moment since) {
        return new Gathered(keyring, started, reading, answered, since, readable, bus, past, requests, rules);
    }

    /// The same with other requests.
    public Gathered asking(List<OpenRequest> others) {
        return new Gathered(keyring, started, reading, answered, strangeSince, readable, bus, past, others, rules);
    }

    /// Vault's now.
    public VaultTime now() {
        return reading.time();
    }

    /// The ring that Vault has, the one under a bare secret as well.
    public Optional<Ring> ring() {
        return Optional.ofNullable(switch (reading) {
            case StoreReading.Whole whole -> whole.ring();
            case StoreReading.Bare bare -> bare.base();
            case StoreReading.Missing _,StoreReading.Deleted _,StoreReading.Malformed _ -> null;
        });
    }

    /// Open requests of one kind, oldest first.
    public <C extends Command> List<OpenRequest> asking(Class<C> kind) {
        return requests.stream().filter(request -> kind.isInstance(request.command())).toList();
    }
}
