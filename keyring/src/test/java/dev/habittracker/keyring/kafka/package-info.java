/** Members on a real broker. */
@NullMarked
package dev.habittracker.keyring.kafka;

import org.jspecify.annotations.NullMarked;
