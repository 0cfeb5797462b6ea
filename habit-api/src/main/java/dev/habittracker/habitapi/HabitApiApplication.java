package dev.habittracker.habitapi;

import java.time.Clock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/// The service. Its signing keys come from `keyring`, its data lives in PostgreSQL.
@SpringBootApplication
@ConfigurationPropertiesScan
public class HabitApiApplication {

    public static void main(String[] args) {
        SpringApplication.run(HabitApiApplication.class, args);
    }

    /// The one clock of the service: read at the edge, handed on as an instant.
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
