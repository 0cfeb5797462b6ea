/** The broker, for real. */
@NullMarked
package dev.habittracker.devstack.kafka;

import org.jspecify.annotations.NullMarked;
