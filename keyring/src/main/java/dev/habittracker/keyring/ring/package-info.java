/**
 * The key ring as an immutable value: its keys, their states, the arithmetic of its margins and its form as a document.
 * Pure: no clock, no Vault, no Kafka, no Spring.
 */
@NullMarked
package dev.habittracker.keyring.ring;

import org.jspecify.annotations.NullMarked;
