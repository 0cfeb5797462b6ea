package dev.habittracker.rotator.schedule;

/// What is done when Quartz fires.
public interface Duties {

    /// Has the keyring looked at.
    void reconcile();

    /// Takes away what nobody needs any more.
    void tidy();
}
