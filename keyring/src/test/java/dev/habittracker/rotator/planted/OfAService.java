package dev.habittracker.rotator.planted;

/// Stands for the code of a service.
public record OfAService() {}
