/** The shared stack as test classes see it. */
@NullMarked
package dev.habittracker.devstack.junit;

import org.jspecify.annotations.NullMarked;
