package dev.habittracker.keyring.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;

import io.micrometer.core.instrument.MeterRegistry;

import com.nimbusds.jwt.JWTClaimsSet;

import dev.habittracker.keyring.Keyring;
import dev.habittracker.keyring.KeyringSettings;
import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.jwt.KeyringSigner;
import dev.habittracker.keyring.jwt.KeyringVerifier;
import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.SigningAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

class KeyringAutoConfigurationTest {

    /// Port 1 answers nowhere.
    private static final String NO_VAULT = "http://127.0.0.1:1";
    private static final AutoConfigurations ALL = AutoConfigurations.of(KeyringAutoConfiguration.class,
            KeyringSecurityAutoConfiguration.class, KeyringWebAutoConfiguration.class,
            KeyringHealthAutoConfiguration.class, KeyringMetricsAutoConfiguration.class);

    @TempDir
    Path folder;
    private Path secretId = Path.of("unset");

    @BeforeEach
    void secretIdFile() throws IOException {
        secretId = Files.writeString(folder.resolve("secret-id"), "no-secret-at-all");
    }

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner().withConfiguration(ALL);
    }

    private ApplicationContextRunner threeProperties() {
        return runner().withPropertyValues("keyring.vault.address=" + NO_VAULT, "keyring.vault.role-id=a-role",
                "keyring.vault.secret-id-file=" + secretId);
    }

    private static ContextConsumer<AssertableApplicationContext> failsSaying(String... words) {
        return context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure()).rootCause().isInstanceOf(KeyringConfigurationException.class)
                    .message().contains(words);
        };
    }

    @Test
    void threeProperties_vaultAway_contextStartsAndIsNotReady() {
        threeProperties().run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(Keyring.class).hasSingleBean(KeyringVerifier.class)
                    .hasSingleBean(KeyringSigner.class).hasSingleBean(JwtDecoder.class)
                    .hasSingleBean(JwtEncoder.class);
            assertThat(context.getBean(Keyring.class).ready()).isFalse();
            assertThat(context.getBean(KeyringHealthIndicator.class).health().getStatus())
                    .isEqualTo(Status.OUT_OF_SERVICE);
        });
    }

    @Test
    void noProperties_start_namesTheAddressAndTheWayWithoutVault() {
        runner().run(failsSaying("keyring.vault.address is missing", "VAULT_ADDR", "VAULT_ENABLED=false"));
    }

    @Test
    void addressFromVaultAddr_start_isTaken() {
        runner().withPropertyValues("VAULT_ADDR=" + NO_VAULT, "keyring.vault.role-id=a-role",
                "keyring.vault.secret-id-file=" + secretId)
                .run(context -> assertThat(context.getBean(KeyringSettings.class).vault().address())
                        .hasToString(NO_VAULT));
    }

    @Test
    void addressWithoutScheme_start_showsHowAnAddressLooks() {
        threeProperties().withPropertyValues("keyring.vault.address=vault.example.org:8200")
                .run(failsSaying("keyring.vault", "address must be http:// or https://"));
    }

    @Test
    void noCredentials_start_namesTheTwoFiles() {
        runner().withPropertyValues("keyring.vault.address=" + NO_VAULT, "keyring.vault.role-id=a-role")
                .run(failsSaying("keyring.vault", "secret-id-file", "wrapped-secret-id-file", "none is set"));
    }

    @Test
    void bothFiles_start_asksToRemoveOne() {
        threeProperties().withPropertyValues("keyring.vault.wrapped-secret-id-file=" + secretId)
                .run(failsSaying("keyring.vault", "remove all but one"));
    }

    @Test
    void noRoleId_start_saysWhereToFindIt() {
        runner().withPropertyValues("keyring.vault.address=" + NO_VAULT, "keyring.vault.secret-id-file=" + secretId)
                .run(failsSaying("keyring.vault", "role-id is missing", "vault read auth/approle"));
    }

    @Test
    void missingCaFile_start_namesIt() {
        threeProperties().withPropertyValues("keyring.vault.ca-file=" + folder.resolve("missing.pem"))
                .run(failsSaying("keyring.vault", "ca-file", "cannot be read"));
    }

    @Test
    void nameWithSlash_start_isRefused() {
        threeProperties().withPropertyValues("keyring.name=a/b").run(failsSaying("keyring.name must be letters"));
    }

    @Test
    void pollOfZero_start_isRefused() {
        threeProperties().withPropertyValues("keyring.timing.poll=0s")
                .run(failsSaying("keyring.timing.poll must be longer than zero"));
    }

    @Test
    void negativeLag_start_isRefused() {
        threeProperties().withPropertyValues("keyring.timing.lag=-1s")
                .run(failsSaying("keyring.timing.lag must not be negative"));
    }

    @Test
    void tokenLifetimeUnderASecond_start_isRefused() {
        threeProperties().withPropertyValues("keyring.max-token-lifetime=10ms")
                .run(failsSaying("keyring.max-token-lifetime must be at least 1s"));
    }

    @Test
    void statusIntervalOfZero_start_isRefused() {
        threeProperties().withPropertyValues("keyring.member.status-interval=0s")
                .run(failsSaying("status-interval must be longer than zero"));
    }

    @Test
    void kafkaPrefix_start_isInTheTopics() {
        threeProperties()
                .withPropertyValues("keyring.kafka.bootstrap-servers=127.0.0.1:1",
                        "keyring.kafka.topic-prefix=staging.")
                .run(context -> assertThat(context.getBean(KeyringSettings.class).kafka()).isNotNull()
                        .satisfies(kafka -> assertThat(kafka.topics().keyEvents())
                                .isEqualTo("staging.habit.keys.events")));
    }

    @Test
    void vaultDisabled_secretLongEnough_signsAndVerifiesWithTheStaticKey() {
        runner().withPropertyValues("VAULT_ENABLED=false", "JWT_SECRET_KEY=0123456789abcdef0123456789abcdef")
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(KeyringSettings.class);
                    Keyring keyring = context.getBean(Keyring.class);
                    String token = keyring.signer().sign(new JWTClaimsSet.Builder().subject("ann")
                            .build()).value();
                    assertThat(context.getBean(JwtDecoder.class).decode(token).getSubject()).isEqualTo("ann");
                    assertThat(context.getBean(KeyringHealthIndicator.class).health().getStatus())
                            .isEqualTo(Status.UP);
                });
    }

    @Test
    void keyringEnabled_winsOverVaultEnabled() {
        threeProperties().withPropertyValues("keyring.enabled=true", "VAULT_ENABLED=false")
                .run(context -> assertThat(context).hasSingleBean(KeyringSettings.class));
    }

    @Test
    void vaultDisabled_noSecret_saysHowToMakeOne() {
        runner().withPropertyValues("VAULT_ENABLED=false")
                .run(failsSaying("JWT_SECRET_KEY", "at least 32 bytes", "it has 0", "openssl rand"));
    }

    @Test
    void vaultDisabled_shortSecret_isRefusedWithoutQuotingIt() {
        runner().withPropertyValues("keyring.enabled=false", "JWT_SECRET_KEY=hunter2-hunter2").run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure()).rootCause().message().contains("it has 15")
                    .doesNotContain("hunter2");
        });
    }

    @Test
    void vaultDisabled_profileProd_isRefused() {
        runner().withPropertyValues("VAULT_ENABLED=false", "JWT_SECRET_KEY=0123456789abcdef0123456789abcdef",
                "spring.profiles.active=prod")
                .run(failsSaying("refused under the profile prod", "keyring.vault.address"));
    }

    @Test
    void springSecurityAbsent_start_stillSignsAndVerifies() {
        threeProperties().withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(KeyringVerifier.class)
                        .doesNotHaveBean("jwtDecoder"));
    }

    @Test
    void micrometerAndHealthAbsent_start_stillSignsAndVerifies() {
        threeProperties()
                .withClassLoader(new FilteredClassLoader(MeterRegistry.class, HealthIndicator.class))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(KeyringVerifier.class)
                        .doesNotHaveBean("keyringMeters").doesNotHaveBean("keyringHealthIndicator"));
    }

    @Test
    void webApplication_start_hasTheFilterOutsideOfSecurity() {
        new WebApplicationContextRunner().withConfiguration(ALL)
                .withPropertyValues("VAULT_ENABLED=false", "JWT_SECRET_KEY=0123456789abcdef0123456789abcdef")
                .run(context -> assertThat(context).hasBean("keyringUnavailableFilter"));
    }

    @Test
    void ownView_start_getsNoSecondMember() {
        threeProperties()
                .withBean("rotatorsFollower", KeyringView.class,
                        () -> Keyring.ofStaticKey(
                                KeyMaterial.ofSecretText(
                                        SigningAlgorithm.HS256, "x".repeat(32)),
                                Clock.systemUTC()).view())
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Keyring.class)
                        .doesNotHaveBean(JwtDecoder.class));
    }
}
