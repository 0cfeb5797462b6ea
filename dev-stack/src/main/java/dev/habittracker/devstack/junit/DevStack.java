package dev.habittracker.devstack.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class its slice of the one stack of this test run: constructors, {@code @BeforeAll} and test methods may take a {@link StackSlice}
 * (own mount, topic prefix, databases) and the {@link SharedStack} (the servers, to stop and kill). The servers start when the first class asks
 * for them, in parallel, and are stopped at the end of the run. Where parameters are not injected, as in Spring's
 * {@code @DynamicPropertySource}, {@link SharedStack#slice(Class)} is the same slice.
 *
 * <p>
 * A test that stops, kills, seals or suspends a server disturbs every class that runs at the same time: it restores the server before it ends.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DevStackExtension.class)
public @interface DevStack {

    /** The servers the class needs; only these are started. */
    Part[] value() default {Part.KAFKA, Part.POSTGRES, Part.VAULT};
}
