/**
 * How a process follows a ring: what it hears, what it reads, what it may do with it. The deciding parts are pure; the
 * loop that feeds them is at the edge.
 */
@NullMarked
package dev.habittracker.keyring.follow;

import org.jspecify.annotations.NullMarked;
