package dev.habittracker.rotator.architecture;

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

/// The rotator keeps to [ShapeRules], and every rule finds what is planted against it.
class ShapeTest {

    private static final String ROTATOR = "dev.habittracker.rotator";
    private static final JavaClasses PRODUCTION = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
            .importPackages(ROTATOR);
    private static final JavaClasses TESTS = new ClassFileImporter().withImportOption(new OnlyIncludeTests())
            .withImportOption(location -> !isPlanted(location)).importPackages(ROTATOR);
    private static final JavaClasses PLANTED = new ClassFileImporter().withImportOption(ShapeTest::isPlanted)
            .importPackages(ROTATOR);

    static Stream<Arguments> rulesAndWhatIsPlantedAgainstThem() {
        return Stream.of(
                Arguments.of(ShapeRules.DECIDING_CODE_KNOWS_NO_TECHNOLOGY, new String[]{"KnowsSpring",
                        "KnowsTheDatabase", "KnowsVault"}),
                Arguments.of(ShapeRules.DECIDING_CODE_KNOWS_NO_ADAPTER, new String[]{"KnowsTheSchedule"}),
                Arguments.of(ShapeRules.DECISIONS_DO_NOT_ACT, new String[]{"KnowsWhoActs"}),
                Arguments.of(ShapeRules.DECISIONS_KNOW_NO_CLOCK, new String[]{"ReadsTheClock.now()",
                        "ReadsTheClock.nanos()", "ReadsTheClock.clock()", "ReadsTheClock.sleep()"}),
                Arguments.of(ShapeRules.ACTING_CODE_MAKES_NO_CLOCK, new String[]{"MakesItsOwnClock.millis()"}),
                Arguments.of(ShapeRules.EVERY_PACKAGE_IS_NULL_MARKED, new String[]{
                        "dev.habittracker.rotator.planted.unmarked"}));
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
        assertThat(PRODUCTION.contain("dev.habittracker.rotator.decide.Decide")).isTrue();
        assertThat(PRODUCTION.contain("dev.habittracker.rotator.known.Gathered")).isTrue();
        assertThat(PRODUCTION.contain("dev.habittracker.rotator.reconcile.Reconciler")).isTrue();
        assertThat(PRODUCTION).noneMatch(type -> type.getPackageName().contains("planted"));
        assertThat(TESTS.contain(ShapeTest.class)).isTrue();
    }

    private static boolean isPlanted(Location location) {
        return location.contains("/planted/");
    }
}
