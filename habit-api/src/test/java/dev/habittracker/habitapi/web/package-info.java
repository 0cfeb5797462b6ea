/** Tests over HTTP, on a real server with its real database. */
@NullMarked
package dev.habittracker.habitapi.web;

import org.jspecify.annotations.NullMarked;
