package dev.habittracker.devstack.junit;

/** A server that a test class may ask for. */
public enum Part {
    KAFKA, POSTGRES, VAULT
}
