package dev.habittracker.auditconsumer.architecture;

import java.io.File;
import java.nio.channels.Channel;
import java.nio.file.Path;
import java.time.Clock;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import dev.habittracker.auditconsumer.tail.planted.LooksAtTheClock;
import dev.habittracker.auditconsumer.tail.planted.TalksToKafka;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArchitectureTest {

    private static final String BASE = "dev.habittracker.auditconsumer.";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.habittracker.auditconsumer");

    private static final DescribedPredicate<JavaClass> INPUT_OUTPUT_OR_CLOCK = DescribedPredicate.describe(
            "do I/O or read a clock",
            type -> type.isAssignableTo(Channel.class) || type.isEquivalentTo(Path.class)
                    || type.isEquivalentTo(File.class) || type.isAssignableTo(Clock.class)
                    || type.getName().equals("java.nio.file.Files"));

    private static final ArchRule DECIDING_CODE_KNOWS_NO_FRAMEWORK = noClasses().that()
            .resideInAnyPackage(BASE + "record..", BASE + "tail..", BASE + "store..", BASE + "query..")
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework..", "org.apache.kafka..",
                    "java.sql..", "java.net..", "io.micrometer..", "org.slf4j..");

    private static final ArchRule DECIDING_CODE_DOES_NO_IO = noClasses().that()
            .resideInAnyPackage(BASE + "record..", BASE + "tail..", BASE + "store..", BASE + "query..")
            .should().dependOnClassesThat(INPUT_OUTPUT_OR_CLOCK);

    private static final ArchRule ARROWS = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("record").definedBy(BASE + "record..")
            .layer("tail").definedBy(BASE + "tail..")
            .layer("store").definedBy(BASE + "store..")
            .layer("query").definedBy(BASE + "query..")
            .layer("file").definedBy(BASE + "file..")
            .layer("ship").definedBy(BASE + "ship..")
            .layer("kafka").definedBy(BASE + "kafka..")
            .layer("jdbc").definedBy(BASE + "jdbc..")
            .layer("vault").definedBy(BASE + "vault..")
            .layer("web").definedBy(BASE + "web..")
            .layer("health").definedBy(BASE + "health..")
            .layer("schedule").definedBy(BASE + "schedule..")
            .layer("app").definedBy(BASE + "app..")
            .whereLayer("record").mayNotAccessAnyLayer()
            .whereLayer("query").mayNotAccessAnyLayer()
            .whereLayer("vault").mayNotAccessAnyLayer()
            .whereLayer("tail").mayOnlyAccessLayers("record")
            .whereLayer("store").mayOnlyAccessLayers("record")
            .whereLayer("file").mayOnlyAccessLayers("record", "tail")
            .whereLayer("ship").mayOnlyAccessLayers("record", "tail", "file")
            .whereLayer("jdbc").mayOnlyAccessLayers("record", "store", "query")
            .whereLayer("kafka").mayOnlyAccessLayers("record", "tail", "ship", "store", "jdbc")
            .whereLayer("web").mayOnlyAccessLayers("query", "jdbc", "vault")
            .whereLayer("health").mayOnlyAccessLayers("record", "tail", "ship", "store", "jdbc")
            .whereLayer("schedule").mayOnlyAccessLayers("record", "tail", "ship", "store", "jdbc", "vault")
            .whereLayer("app").mayNotBeAccessedByAnyLayer();

    @Test
    void decidingCode_knowsNoFramework() {
        DECIDING_CODE_KNOWS_NO_FRAMEWORK.check(MAIN);
    }

    @Test
    void decidingCode_doesNoInputOrOutputAndReadsNoClock() {
        DECIDING_CODE_DOES_NO_IO.check(MAIN);
    }

    @Test
    void packages_dependOnEachOtherInOneDirection() {
        ARROWS.check(MAIN);
    }

    @Test
    void rules_lookAtClasses() {
        assertThat(MAIN.stream().map(JavaClass::getPackageName)).contains(BASE + "record", BASE + "tail",
                BASE + "store",
                BASE + "query", BASE + "ship", BASE + "kafka", BASE + "jdbc", BASE + "web", BASE + "app");
    }

    @Test
    void rules_findThePlantedViolations() {
        JavaClasses clock = new ClassFileImporter().importClasses(LooksAtTheClock.class);
        JavaClasses kafka = new ClassFileImporter().importClasses(TalksToKafka.class);

        assertThatThrownBy(() -> DECIDING_CODE_DOES_NO_IO.check(clock)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("LooksAtTheClock");
        assertThatThrownBy(() -> DECIDING_CODE_KNOWS_NO_FRAMEWORK.check(kafka)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("TalksToKafka");
        JavaClasses withKafka = new ClassFileImporter()
                .importPackages("dev.habittracker.auditconsumer");
        assertThatThrownBy(() -> ARROWS.check(withKafka)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("TalksToKafka");
    }
}
