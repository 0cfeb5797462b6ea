/** The rotator's configuration and what it says where it is wrong. */
@NullMarked
package dev.habittracker.rotator.settings;

import org.jspecify.annotations.NullMarked;
