package dev.habittracker.rotator.settings;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.habittracker.keyring.KeyringSettings;
import dev.habittracker.keyring.spring.KeyringAutoConfiguration;
import dev.habittracker.rotator.reconcile.KeyringRules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Each wrong setting ends the start with one paragraph that says what to change. */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationTest {

    private static final List<String> GOOD = List.of("keyring.vault.address=http://127.0.0.1:1",
            "keyring.vault.role-id=role", "keyring.vault.secret-id-file=/run/secrets/secret-id",
            "rotator.keyrings[0].name=habit-tracker",
            "rotator.keyrings[0].cron=0 0 3 * * ?");

    /** What of the rotator's wiring the settings alone decide. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(RotatorProperties.class)
    @ImportAutoConfiguration(KeyringAutoConfiguration.class)
    static class Wiring {

        @Bean
        KeyringRules keyringRules(RotatorProperties rotator, KeyringSettings keyring) {
            return rotator.rulesOf(keyring);
        }
    }

    @Test
    void start_withGoodSettings_starts() {
        try (ConfigurableApplicationContext context = run()) {
            assertThat(context.getBean(KeyringRules.class).schedule().text()).isEqualTo("0 0 3 * * ?");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
            "rotator.keyrings[0].cron=every day | rotator.keyrings[0].cron: the cron \"every day\" cannot be read",
            "rotator.keyrings[0].cron=0 0 25 * * ? | Use Quartz's form with seconds first, such as \"0 0 3 * * ?\"",
            "rotator.keyrings[0].cron= | rotator.keyrings[0].cron is missing: set it to a cron expression",
            "rotator.keyrings[0].cron=every 1h | rotates every 3,600 s, but the shortest safe period is overlap 4,520 s",
            "rotator.keyrings[0].cron=0 * * * * ? | where overlap = lease 3,600 s + L 900 s + 2S 10 s + W 5 s + lag 5 s",
            "rotator.keyrings[0].overlap=1h | rotator.keyrings[0].overlap: the overlap of 3,600 s is too short: overlap =",
            "rotator.keyrings[0].overlap=24h | keys verify on for 4,520 s, not for 86,400 s: raise max-token-lifetime",
            "rotator.keyrings[0].algorithm=none | must be one of HS256, ES256, EdDSA, RS256, not \"none\"",
            "rotator.keyrings[0].name=other | no entry named \"habit-tracker\", which keyring.name asks for",
            "rotator.keyrings[0].deadline=-1s | rotator.keyrings[0].deadline must be longer than zero",
            "rotator.tick=0s | rotator.tick must be longer than zero, not PT0S",
            "keyring.max-token-lifetime=1ms | max-token-lifetime must be at least",
            "keyring.timing.poll=0s | keyring.timing.poll must be longer than zero"})
    void start_withAWrongSetting_failsWithWhatToChange(String setting, String message, CapturedOutput output) {
        assertThatThrownBy(() -> run(setting).close()).isNotNull();

        assertThat(output).contains("APPLICATION FAILED TO START").contains("not configured as it must be")
                .contains(message).doesNotContain("\tat ");
    }

    @Test
    void start_withoutVault_failsWithWhatToChange() {
        ObjectProvider<KeyringSettings> none = new StaticListableBeanFactory().getBeanProvider(KeyringSettings.class);

        assertThatThrownBy(() -> new RotatorConfiguration(none)).isInstanceOf(RotatorConfigurationException.class)
                .hasMessageContaining("a rotator needs Vault: remove keyring.enabled=false");
    }

    @Test
    void start_withoutKafka_failsWithWhatToChange() {
        try (ConfigurableApplicationContext context = run()) {
            assertThatThrownBy(() -> new RotatorConfiguration(context.getBeanProvider(KeyringSettings.class))
                    .kafkaBusSettings(context.getBean(KeyringSettings.class), context.getBean(RotatorProperties.class)))
                    .isInstanceOf(RotatorConfigurationException.class)
                    .hasMessageContaining("keyring.kafka.bootstrap-servers is missing");
        }
    }

    private static ConfigurableApplicationContext run(String... further) {
        return new SpringApplicationBuilder(Wiring.class).web(WebApplicationType.NONE)
                .properties("spring.config.location=optional:classpath:/none/", "logging.level.root=error")
                .run(Stream.concat(GOOD.stream().filter(
                        given -> Stream.of(further).noneMatch(other -> name(other).equals(name(given)))),
                        Stream.of(further)).map(property -> "--" + property).toArray(String[]::new));
    }

    private static String name(String property) {
        return property.substring(0, property.indexOf('='));
    }
}
