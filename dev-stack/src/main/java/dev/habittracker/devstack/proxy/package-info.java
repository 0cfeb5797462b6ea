/** A TCP proxy that cuts, delays and swallows: the network's faults, between two processes of this machine. */
@NullMarked
package dev.habittracker.devstack.proxy;

import org.jspecify.annotations.NullMarked;
