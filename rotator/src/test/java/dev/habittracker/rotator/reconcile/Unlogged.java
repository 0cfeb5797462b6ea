package dev.habittracker.rotator.reconcile;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

/// Thousands of worlds in which everything happens say too much.
final class Unlogged implements BeforeAllCallback, AfterAllCallback {

    private static final Logger RECONCILE = (Logger) LoggerFactory.getLogger(Reconciler.class.getPackageName());

    @Override
    public void beforeAll(ExtensionContext context) {
        RECONCILE.setLevel(Level.OFF);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        RECONCILE.setLevel(null);
    }
}
