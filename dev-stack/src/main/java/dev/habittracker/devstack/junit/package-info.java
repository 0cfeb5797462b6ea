/** The JUnit extension that gives integration tests of all modules the real servers. */
@NullMarked
package dev.habittracker.devstack.junit;

import org.jspecify.annotations.NullMarked;
