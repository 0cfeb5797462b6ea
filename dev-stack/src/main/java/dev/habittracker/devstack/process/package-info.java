/** Child processes of this JVM: start, stop, kill, suspend, and the promise that none outlives it. */
@NullMarked
package dev.habittracker.devstack.process;

import org.jspecify.annotations.NullMarked;
