/** JSON over HTTP to the services. */
@NullMarked
package dev.habittracker.devstack.http;

import org.jspecify.annotations.NullMarked;
