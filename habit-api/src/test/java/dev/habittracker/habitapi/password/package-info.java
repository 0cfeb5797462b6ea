/** Tests of the work that a password check costs. */
@NullMarked
package dev.habittracker.habitapi.password;

import org.jspecify.annotations.NullMarked;
