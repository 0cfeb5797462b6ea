/** Tests of the ring as a value and as a document, and the fixtures that all tests of rings share. */
@NullMarked
package dev.habittracker.keyring.ring;

import org.jspecify.annotations.NullMarked;
