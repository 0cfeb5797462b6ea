package dev.habittracker.rotator.schedule;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/// The tables of Quartz's JDBC job store, by the script that Quartz brings for PostgreSQL.
///
/// A migration and not Boot's initializer, which would drop the tables at every start while other nodes use them.
final class QuartzTables implements JavaMigration {

    private static final String SCRIPT = "org/quartz/impl/jdbcjobstore/tables_postgres.sql";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("2");
    }

    @Override
    public String getDescription() {
        return "tables of Quartz";
    }

    /// None: the script belongs to Quartz's version.
    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    /// The script commits by itself. It drops what it finds first, so a start that died in it is repeated whole.
    @Override
    public boolean canExecuteInTransaction() {
        return false;
    }

    @Override
    public void migrate(Context context) {
        ScriptUtils.executeSqlScript(context.getConnection(), new ClassPathResource(SCRIPT));
    }
}
