package dev.habittracker.rotator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The rotator as a process.
@SpringBootApplication
@ConfigurationPropertiesScan
public class RotatorApplication {

    /// Starts it.
    public static void main(String[] arguments) {
        SpringApplication.run(RotatorApplication.class, arguments);
    }
}
