package dev.habittracker.keyring.planted.follow;

import dev.habittracker.rotator.planted.OfAService;

/// Planted: the library on a service's code.
record KnowsAService(OfAService service) {}
