package dev.habittracker.events;

import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import io.cloudevents.SpecVersion;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import dev.habittracker.events.planted.TouchesKafka;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArchitectureTest {

    private static final String BASE = "dev.habittracker.events";

    private static final ArchRule ONLY_KAFKA_TOUCHES_KAFKA = noClasses().that()
            .resideOutsideOfPackage(BASE + ".kafka..")
            .should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "io.cloudevents..");

    private final JavaClasses main = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    @Test
    void onlyTheKafkaPackage_touchesKafka() {
        ONLY_KAFKA_TOUCHES_KAFKA.check(main);

        assertThat(main.stream().filter(it -> it.getPackageName().equals(BASE + ".kafka"))).isNotEmpty();
    }

    @Test
    void aPlantedClassThatTouchesKafka_isFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(TouchesKafka.class);

        assertThatThrownBy(() -> ONLY_KAFKA_TOUCHES_KAFKA.check(planted)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("TouchesKafka.partitionOf");
    }

    @Test
    void everyPackage_ofMainAndTest_isNullMarked() {
        JavaClasses all = new ClassFileImporter().importPackages(BASE);

        assertThat(packagesNotNullMarked(all)).isEmpty();
        assertThat(all.stream().map(JavaClass::getPackageName)).contains(BASE, BASE + ".kafka", BASE + ".planted");
    }

    @Test
    void aPackageThatIsNotNullMarked_isFound() {
        JavaClasses foreign = new ClassFileImporter().importClasses(SpecVersion.class);

        assertThat(packagesNotNullMarked(foreign)).containsExactly("io.cloudevents");
    }

    private static Set<String> packagesNotNullMarked(JavaClasses classes) {
        Set<String> missing = new TreeSet<>();
        for (JavaClass type : classes) {
            JavaPackage home = type.getPackage();
            if (!home.isAnnotatedWith(NullMarked.class)) {
                missing.add(home.getName());
            }
        }
        return missing;
    }
}
