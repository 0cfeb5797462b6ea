/** The HTTP endpoints. */
@NullMarked
package dev.habittracker.habitapi.web;

import org.jspecify.annotations.NullMarked;
