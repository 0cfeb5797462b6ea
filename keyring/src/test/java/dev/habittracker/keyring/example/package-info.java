/** The services of the README, as whole programs. */
@NullMarked
package dev.habittracker.keyring.example;

import org.jspecify.annotations.NullMarked;
