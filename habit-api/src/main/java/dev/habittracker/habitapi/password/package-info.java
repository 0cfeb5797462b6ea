/** Hashing and checking passwords, on threads of their own. */
@NullMarked
package dev.habittracker.habitapi.password;

import org.jspecify.annotations.NullMarked;
