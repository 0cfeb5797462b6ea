package dev.habittracker.endtoend.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// `events-schema <- keyring <- {rotator, habit-api}`, `events-schema <- audit-consumer`, `rotator <- simulation`, and
/// `dev-stack` on its own.
class ModuleArrowsTest {

    private static final String ROOT = "dev.habittracker.";

    /// A module, its base package, and the modules that its code may know.
    enum Module {

        EVENTS_SCHEMA("events-schema", "events"), //
        KEYRING("keyring", "keyring", EVENTS_SCHEMA), //
        ROTATOR("rotator", "rotator", EVENTS_SCHEMA, KEYRING), //
        SIMULATION("simulation", "simulation", EVENTS_SCHEMA, KEYRING, ROTATOR), //
        HABIT_API("habit-api", "habitapi", EVENTS_SCHEMA, KEYRING), //
        AUDIT_CONSUMER("audit-consumer", "auditconsumer", EVENTS_SCHEMA), //
        DEV_STACK("dev-stack", "devstack");

        private final String folder;
        private final String basePackage;
        private final List<Module> mayKnow;

        Module(String folder, String basePackage, Module... mayKnow) {
            this.folder = folder;
            this.basePackage = ROOT + basePackage;
            this.mayKnow = List.of(mayKnow);
        }

        Path compiled() {
            return Path.of("..", folder, "target", "classes");
        }

        Set<String> knownPackages() {
            Set<String> known = mayKnow.stream().map(module -> module.basePackage).collect(Collectors.toSet());
            known.add(basePackage);
            return known;
        }

        ArchRule keepsToItsArrows() {
            Set<String> known = knownPackages();
            return classes().that().resideInAPackage(basePackage + "..").should()
                    .onlyDependOnClassesThat(
                            new DescribedPredicate<>("are outside the project or in " + new TreeSet<>(known)) {
                                @Override
                                public boolean test(JavaClass target) {
                                    String name = target.getPackageName();
                                    return !name.startsWith(ROOT)
                                            || known.stream()
                                                    .anyMatch(base -> name.equals(base) || name.startsWith(base + "."));
                                }
                            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_module_knows_only_those_that_the_arrows_allow(Module module) {
        JavaClasses compiled = new ClassFileImporter().importPath(module.compiled());

        assertThat(compiled).as("compiled classes of %s", module.folder).isNotEmpty();
        module.keepsToItsArrows().check(compiled);
    }

    @Test
    void a_contract_that_knew_another_module_would_be_found() {
        JavaClasses planted = new ClassFileImporter().importPackages("dev.habittracker.events.planted");

        assertThatThrownBy(() -> Module.EVENTS_SCHEMA.keepsToItsArrows().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ContractThatKnowsTheStack");
    }

    @ParameterizedTest
    @EnumSource
    void every_package_says_what_lives_there_and_is_null_marked(Module module) throws Exception {
        JavaClasses compiled = new ClassFileImporter().importPath(module.compiled());
        Set<String> packages = compiled.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        Set<String> marked = compiled.stream().filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith(NullMarked.class)).map(JavaClass::getPackageName)
                .collect(Collectors.toSet());

        assertThat(marked).containsAll(packages);
    }

    @Test
    void every_module_of_the_build_is_held() throws Exception {
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            Set<String> built = folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString()).collect(Collectors.toSet());
            built.remove("end-to-end");

            assertThat(built).isEqualTo(
                    Stream.of(Module.values()).map(module -> module.folder).collect(Collectors.toSet()));
        }
    }
}
