package dev.habittracker.simulation.engine;

/// Ends code of a process that is no more. An error, so that nothing that handles failures takes it for one.
public final class ProcessDied extends Error {

    private static final long serialVersionUID = 1L;

    ProcessDied() {
        super("the process died", null, false, false);
    }
}
