/** Which request needs a token, and what a bad one is answered. */
@NullMarked
package dev.habittracker.habitapi.security;

import org.jspecify.annotations.NullMarked;
