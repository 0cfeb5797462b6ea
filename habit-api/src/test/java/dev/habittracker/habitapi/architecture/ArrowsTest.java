package dev.habittracker.habitapi.architecture;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import dev.habittracker.habitapi.HabitApiApplication;
import dev.habittracker.habitapi.architecture.planted.habit.HabitThatReachesOut;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ArrowsTest {

    private static final String[] RULES = {"..account..", "..habit..", "..input.."};

    private static final ArchRule RULES_ARE_FREE_OF_ADAPTERS = noClasses().that().resideInAnyPackage(RULES)
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "jakarta..", "java.sql..",
                    "javax.sql..", "tools.jackson..", "com.nimbusds..", "org.apache.kafka..", "..keyring..", "..jdbc..",
                    "..web..", "..problem..", "..security..", "..password..", "..token..")
            .because("what decides must be testable with values alone");

    private static final ArchRule RULES_ARE_GIVEN_THE_TIME = noClasses().that().resideInAnyPackage(RULES)
            .should().dependOnClassesThat().areAssignableTo(java.time.Clock.class)
            .orShould().callMethod(java.time.Instant.class, "now")
            .orShould().callMethod(java.time.LocalDate.class, "now")
            .because("the present moment is an argument");

    private static final ArchRule TABLES_KNOW_NO_HTTP = noClasses().that().resideInAPackage("..jdbc..")
            .should().dependOnClassesThat()
            .resideInAnyPackage("..web..", "..problem..", "..security..", "jakarta.servlet..");

    private static final ArchRule NOBODY_KNOWS_THE_CONTROLLERS = noClasses().that().resideOutsideOfPackage("..web..")
            .should().dependOnClassesThat().resideInAPackage("dev.habittracker.habitapi.web..");

    private static final ArchRule OTHER_SERVICES_ARE_UNKNOWN = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("dev.habittracker.rotator..", "dev.habittracker.auditconsumer..");

    private final JavaClasses service = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(HabitApiApplication.class);

    @Test
    void service_allArrows_hold() {
        assertThat(service).hasSizeGreaterThan(20);
        RULES_ARE_FREE_OF_ADAPTERS.check(service);
        RULES_ARE_GIVEN_THE_TIME.check(service);
        TABLES_KNOW_NO_HTTP.check(service);
        NOBODY_KNOWS_THE_CONTROLLERS.check(service);
        OTHER_SERVICES_ARE_UNKNOWN.check(service);
    }

    @Test
    void plantedClass_thatReachesOut_isFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(HabitThatReachesOut.class);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> RULES_ARE_FREE_OF_ADAPTERS.check(planted))
                .withMessageContaining("JdbcClient");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> RULES_ARE_GIVEN_THE_TIME.check(planted))
                .withMessageContaining("Instant.now()");
    }
}
