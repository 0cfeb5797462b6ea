/** Where {@code ./pipeline} enters Java. */
@NullMarked
package dev.habittracker.devstack.cli;

import org.jspecify.annotations.NullMarked;
