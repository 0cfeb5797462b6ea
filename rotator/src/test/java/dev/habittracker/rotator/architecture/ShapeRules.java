package dev.habittracker.rotator.architecture;

import java.time.Clock;
import java.util.Set;

import org.jspecify.annotations.NullMarked;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/// What the rotator's packages may know. The rules hold for any package of these names, so that planted ones can break them.
final class ShapeRules {

    private static final String[] PURE = {"..rotator..known..", "..rotator..decide.."};
    private static final String[] DECIDING = {"..rotator..known..", "..rotator..decide..", "..rotator..reconcile.."};

    private static final DescribedPredicate<JavaAccess<?>> ASKS_FOR_THE_TIME = describe("asks for the time",
            access -> {
                JavaClass owner = access.getTargetOwner();
                String name = access.getName();
                return owner.getPackageName().equals("java.time") && Set.of("now", "systemUTC", "systemDefaultZone",
                        "system", "tickMillis", "tickSeconds").contains(name)
                        || owner.isEquivalentTo(System.class) && Set.of("currentTimeMillis", "nanoTime").contains(name)
                        || owner.isEquivalentTo(Thread.class) && name.equals("sleep");
            });

    static final ArchRule DECIDING_CODE_KNOWS_NO_TECHNOLOGY = noClasses().that().resideInAnyPackage(DECIDING).should()
            .dependOnClassesThat().resideInAnyPackage("org.springframework..", "org.apache.kafka..", "org.quartz..",
                    "java.net.http..", "java.sql..", "javax.sql..", "jakarta..", "dev.habittracker.keyring.vault..",
                    "dev.habittracker.keyring.kafka..", "dev.habittracker.keyring.spring..");

    static final ArchRule DECIDING_CODE_KNOWS_NO_ADAPTER = noClasses().that().resideInAnyPackage(DECIDING).should()
            .dependOnClassesThat().resideInAnyPackage("..rotator.jdbc..", "..rotator.kafka..", "..rotator.schedule..",
                    "..rotator.web..", "..rotator.settings..", "..rotator.requests..");

    static final ArchRule DECISIONS_DO_NOT_ACT = noClasses().that().resideInAnyPackage(PURE).should()
            .dependOnClassesThat().resideInAnyPackage("..rotator.reconcile..", "org.slf4j..", "java.util.concurrent..");

    static final ArchRule DECISIONS_KNOW_NO_CLOCK = noClasses().that().resideInAnyPackage(PURE).should()
            .accessTargetWhere(ASKS_FOR_THE_TIME).orShould().dependOnClassesThat().areAssignableTo(Clock.class);

    /// Whoever acts is handed a clock. Only how long an answer is waited for goes by the JVM's own.
    static final ArchRule ACTING_CODE_MAKES_NO_CLOCK = noClasses().that().resideInAPackage("..rotator..reconcile..")
            .and().haveNameNotMatching(".*\\.Patient(\\$.*)?").should().accessTargetWhere(ASKS_FOR_THE_TIME);

    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes().should(beInANullMarkedPackage());

    private ShapeRules() {}

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a package marked @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type,
                            type.getPackageName() + " has no package-info.java with @NullMarked"));
                }
            }
        };
    }
}
