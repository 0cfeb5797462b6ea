/** History and requests in PostgreSQL; no key material stands there. */
@NullMarked
package dev.habittracker.rotator.jdbc;

import org.jspecify.annotations.NullMarked;
