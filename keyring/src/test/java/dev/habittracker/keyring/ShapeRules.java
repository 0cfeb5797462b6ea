package dev.habittracker.keyring;

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

/// What the library's packages may know. The rules hold for any package of these names, so that planted ones can break them.
final class ShapeRules {

    private static final String[] DECIDING = {"..keyring..ring..", "..keyring..store..", "..keyring..follow..",
            "..keyring..jwt..", "..keyring..crypto.."};

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
            .dependOnClassesThat().resideInAnyPackage("org.springframework..", "org.apache.kafka..", "java.net.http..",
                    "java.sql..", "javax.sql..", "jakarta..");

    static final ArchRule THE_RING_KNOWS_NO_CLOCK = noClasses().that().resideInAPackage("..keyring..ring..").should()
            .accessTargetWhere(ASKS_FOR_THE_TIME).orShould().dependOnClassesThat().areAssignableTo(Clock.class);

    /// The others may be handed a clock, but make none.
    static final ArchRule ONLY_THE_EDGE_MAKES_A_CLOCK = noClasses().that().resideInAnyPackage(DECIDING).and()
            .doNotHaveSimpleName("ProcessClock").should().accessTargetWhere(ASKS_FOR_THE_TIME);

    static final ArchRule THE_RING_KNOWS_NO_OTHER_PACKAGE = noClasses().that().resideInAPackage("..keyring..ring..")
            .should().dependOnClassesThat().resideInAnyPackage("dev.habittracker.keyring.store..",
                    "dev.habittracker.keyring.follow..", "dev.habittracker.keyring.jwt..",
                    "dev.habittracker.keyring.crypto..", "dev.habittracker.keyring.vault..",
                    "dev.habittracker.keyring.kafka..", "dev.habittracker.keyring.spring..");

    static final ArchRule THE_LIBRARY_KNOWS_NO_SERVICE = noClasses().that()
            .resideInAPackage("dev.habittracker.keyring..")
            .should().dependOnClassesThat(describe("are the project's and of another module than events or keyring",
                    target -> target.getPackageName().startsWith("dev.habittracker.")
                            && !target.getPackageName().startsWith("dev.habittracker.keyring")
                            && !target.getPackageName().startsWith("dev.habittracker.events")));

    static final ArchRule THE_CONTRACT_KNOWS_NOT_THE_LIBRARY = noClasses().that()
            .resideInAPackage("dev.habittracker.events..").should().dependOnClassesThat()
            .resideInAPackage("dev.habittracker.keyring..");

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
