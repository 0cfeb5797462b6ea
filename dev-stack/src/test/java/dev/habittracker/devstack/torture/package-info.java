/** What the torture decides, without the processes. */
@NullMarked
package dev.habittracker.devstack.torture;

import org.jspecify.annotations.NullMarked;
