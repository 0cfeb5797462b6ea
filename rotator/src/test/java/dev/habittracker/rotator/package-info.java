/** The whole rotator on the real Kafka broker, PostgreSQL and Vault server. */
@NullMarked
package dev.habittracker.rotator;

import org.jspecify.annotations.NullMarked;
