/** Tests of the limits on what a client may ask for. */
@NullMarked
package dev.habittracker.habitapi.input;

import org.jspecify.annotations.NullMarked;
