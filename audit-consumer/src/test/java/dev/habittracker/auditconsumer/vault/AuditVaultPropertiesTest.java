package dev.habittracker.auditconsumer.vault;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class AuditVaultPropertiesTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(Bound.class);

    @EnableConfigurationProperties(AuditVaultProperties.class)
    static class Bound {}

    @Test
    void address_thatIsNotSetOrEmpty_isRefusedAndTheMessageNamesBothPlaces() {
        assertRefused("audit.vault.address is not set: set it, or the environment variable VAULT_ADDR");
        assertRefused("audit.vault.address is not set", "audit.vault.address=");
    }

    @Test
    void address_thatIsNoHttpUrl_isRefused() {
        assertRefused("must be an http or https URL", "audit.vault.address=vault.example:8200");
        assertRefused("must be an http or https URL", "audit.vault.address=ftp://vault.example");
    }

    @Test
    void timeout_ofZero_isRefused() {
        assertRefused("audit.vault.timeout must be longer than zero", "audit.vault.address=http://vault.example",
                "audit.vault.timeout=0s");
    }

    @Test
    void address_alone_isEnough() {
        application.withPropertyValues("audit.vault.address=https://vault.example:8200")
                .run(context -> assertThat(context).hasNotFailed());
    }

    private void assertRefused(String message, String... properties) {
        application.withPropertyValues(properties).run(context -> assertThat(context).getFailure().rootCause()
                .hasMessageContaining(message));
    }
}
