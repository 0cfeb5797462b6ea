package dev.habittracker.rotator.planted.reconcile;

import javax.sql.DataSource;

/// Planted: acting code on a database.
record KnowsTheDatabase(DataSource database) {}
