/** Tests of what is said about bad requests, without a server. */
@NullMarked
package dev.habittracker.habitapi.problem;

import org.jspecify.annotations.NullMarked;
