package dev.habittracker.auditconsumer.vault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The Vault server that is asked what a caller's token may do.
 *
 * @param address such as {@code https://vault.example:8200}
 * @param caFile certificates in PEM that its certificate is checked against; the platform's if absent
 * @param timeout for connecting and for an answer, each
 */
@Validated
@ConfigurationProperties("audit.vault")
public record AuditVaultProperties(URI address, @Nullable Path caFile, @DefaultValue("5s") Duration timeout) {

    /** @throws IllegalArgumentException if the address is missing or no URL, or the time is not positive */
    public AuditVaultProperties(@Nullable URI address, @Nullable Path caFile, @DefaultValue("5s") Duration timeout) {
        if (address == null || address.toString().isEmpty()) {
            throw new IllegalArgumentException("audit.vault.address is not set: set it, or the environment variable"
                    + " VAULT_ADDR, to the URL of the Vault server that callers' tokens are from, such as"
                    + " https://vault.example:8200");
        }
        if (address.getHost() == null || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            throw new IllegalArgumentException("audit.vault.address (or VAULT_ADDR) must be an http or https URL such"
                    + " as https://vault.example:8200, not '" + address + "'");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("audit.vault.timeout must be longer than zero, not " + timeout);
        }
        this.address = address;
        this.caFile = caFile;
        this.timeout = timeout;
    }
}
