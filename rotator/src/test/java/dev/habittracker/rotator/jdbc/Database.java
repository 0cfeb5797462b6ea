package dev.habittracker.rotator.jdbc;

import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.habittracker.devstack.junit.StackSlice;

/// The rotator's database of one test class, with its tables.
final class Database {

    private Database() {}

    static JdbcClient of(StackSlice slice) {
        DriverManagerDataSource source = new DriverManagerDataSource(slice.jdbcUrl("rotator"), "postgres", "");
        Flyway.configure().dataSource(source).load().migrate();
        return JdbcClient.create(source);
    }
}
