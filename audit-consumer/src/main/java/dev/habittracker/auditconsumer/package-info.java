/** Brings every line of Vault's audit file once into Kafka and PostgreSQL, and answers who read a key. */
@NullMarked
package dev.habittracker.auditconsumer;

import org.jspecify.annotations.NullMarked;
