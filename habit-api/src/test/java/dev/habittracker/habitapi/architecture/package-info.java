/** Tests of the arrows between the packages. */
@NullMarked
package dev.habittracker.habitapi.architecture;

import org.jspecify.annotations.NullMarked;
