/** The service that decides and performs rotations; its parts are in the packages below. */
@NullMarked
package dev.habittracker.rotator;

import org.jspecify.annotations.NullMarked;
