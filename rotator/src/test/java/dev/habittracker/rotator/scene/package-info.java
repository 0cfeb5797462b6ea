/** Keyrings at a given state and what a rotator knows of them, as the tests of its decisions need them. */
@NullMarked
package dev.habittracker.rotator.scene;

import org.jspecify.annotations.NullMarked;
