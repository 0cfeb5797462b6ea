package dev.habittracker.auditconsumer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AuditConsumerApplication {

    /** Starts it. */
    public static void main(String[] args) {
        SpringApplication.run(AuditConsumerApplication.class, args);
    }
}
