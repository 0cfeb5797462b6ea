/** Issuing the access tokens, through the key ring. */
@NullMarked
package dev.habittracker.habitapi.token;

import org.jspecify.annotations.NullMarked;
