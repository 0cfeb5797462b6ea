/** What callers are answered, without a server. */
@NullMarked
package dev.habittracker.rotator.web;

import org.jspecify.annotations.NullMarked;
