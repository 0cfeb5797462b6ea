/** What up, status and rotate print. */
@NullMarked
package dev.habittracker.devstack.up;

import org.jspecify.annotations.NullMarked;
