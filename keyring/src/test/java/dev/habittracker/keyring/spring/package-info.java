/** The auto-configuration under test: what it makes, what it refuses and with which words. */
@NullMarked
package dev.habittracker.keyring.spring;

import org.jspecify.annotations.NullMarked;
