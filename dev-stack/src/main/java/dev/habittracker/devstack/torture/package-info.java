/** A whole pipeline under load while its processes are killed, stopped and cut off; and what must be true in the end all the same. */
@NullMarked
package dev.habittracker.devstack.torture;

import org.jspecify.annotations.NullMarked;
