/** Tests of the service as a whole and of what can be set about it. */
@NullMarked
package dev.habittracker.habitapi;

import org.jspecify.annotations.NullMarked;
