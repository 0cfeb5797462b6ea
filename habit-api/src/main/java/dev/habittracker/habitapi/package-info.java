/** The REST service: users, their habits and check-ins, and the JWTs that name the user. */
@NullMarked
package dev.habittracker.habitapi;

import org.jspecify.annotations.NullMarked;
