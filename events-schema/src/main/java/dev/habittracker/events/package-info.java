/** The contract between the services: what is published about keys, on which topics, and in which shape. */
@NullMarked
package dev.habittracker.events;

import org.jspecify.annotations.NullMarked;
