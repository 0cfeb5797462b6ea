/** Tests of the claims of an issued token. */
@NullMarked
package dev.habittracker.habitapi.token;

import org.jspecify.annotations.NullMarked;
