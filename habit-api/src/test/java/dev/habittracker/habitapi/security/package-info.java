/** Tests of how a token becomes a user. */
@NullMarked
package dev.habittracker.habitapi.security;

import org.jspecify.annotations.NullMarked;
