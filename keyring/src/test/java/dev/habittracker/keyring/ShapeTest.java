package dev.habittracker.keyring;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;

import static org.assertj.core.api.Assertions.assertThat;

/// The library keeps to [ShapeRules], and every rule finds what is planted against it.
class ShapeTest {

    private static final JavaClasses PRODUCTION = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
            .importPackages("dev.habittracker.keyring", "dev.habittracker.events");
    private static final JavaClasses TESTS = new ClassFileImporter().withImportOption(new OnlyIncludeTests())
            .withImportOption(location -> !isPlanted(location) && !isGenerated(location))
            .importPackages("dev.habittracker.keyring");
    private static final JavaClasses PLANTED = new ClassFileImporter().withImportOption(ShapeTest::isPlanted)
            .importPackages("dev.habittracker.keyring", "dev.habittracker.events");

    static Stream<Arguments> rulesAndWhatIsPlantedAgainstThem() {
        return Stream.of(
                Arguments.of(ShapeRules.DECIDING_CODE_KNOWS_NO_TECHNOLOGY, new String[]{"KnowsSpring", "KnowsKafka",
                        "KnowsVault"}),
                Arguments.of(ShapeRules.THE_RING_KNOWS_NO_CLOCK, new String[]{"ReadsTheClock.now()",
                        "ReadsTheClock.millis()", "ReadsTheClock.nanos()", "ReadsTheClock.clock()",
                        "ReadsTheClock.sleep()"}),
                Arguments.of(ShapeRules.ONLY_THE_EDGE_MAKES_A_CLOCK,
                        new String[]{"ReadsTheClock.now()", "ReadsTheClock.clock()"}),
                Arguments.of(ShapeRules.THE_RING_KNOWS_NO_OTHER_PACKAGE, new String[]{"KnowsAnAdapter"}),
                Arguments.of(ShapeRules.THE_LIBRARY_KNOWS_NO_SERVICE, new String[]{"KnowsAService"}),
                Arguments.of(ShapeRules.THE_CONTRACT_KNOWS_NOT_THE_LIBRARY, new String[]{"KnowsTheRing"}),
                Arguments.of(ShapeRules.EVERY_PACKAGE_IS_NULL_MARKED, new String[]{
                        "dev.habittracker.keyring.planted.unmarked"}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesAndWhatIsPlantedAgainstThem")
    void production_keepsTheRule(ArchRule rule, String[] planted) {
        rule.check(PRODUCTION);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesAndWhatIsPlantedAgainstThem")
    void rule_findsWhatIsPlantedAgainstIt(ArchRule rule, String[] planted) {
        EvaluationResult result = rule.evaluate(PLANTED);

        for (String violation : planted) {
            assertThat(result.getFailureReport().getDetails()).as(rule.getDescription())
                    .anySatisfy(detail -> assertThat(detail).contains(violation));
        }
    }

    @Test
    void tests_liveInNullMarkedPackagesToo() {
        ShapeRules.EVERY_PACKAGE_IS_NULL_MARKED.check(TESTS);
    }

    @Test
    void imports_foundTheClassesThatTheRulesAreAbout() {
        assertThat(PRODUCTION.contain("dev.habittracker.keyring.ring.Ring")).isTrue();
        assertThat(PRODUCTION.contain("dev.habittracker.events.KeyEvent")).isTrue();
        assertThat(PRODUCTION).noneMatch(type -> type.getPackageName().contains("planted"));
        assertThat(TESTS.contain(ShapeTest.class)).isTrue();
    }

    /// JMH writes classes around each benchmark.
    private static boolean isGenerated(Location location) {
        return location.contains("/jmh_generated/");
    }

    private static boolean isPlanted(Location location) {
        return location.contains("/planted/");
    }
}
