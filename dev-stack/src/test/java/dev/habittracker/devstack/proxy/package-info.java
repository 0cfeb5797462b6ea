/** The proxy, between a client and a server of the test. */
@NullMarked
package dev.habittracker.devstack.proxy;

import org.jspecify.annotations.NullMarked;
