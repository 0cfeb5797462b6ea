/** Tests on a real Vault server, Kafka broker and PostgreSQL. */
@NullMarked
package dev.habittracker.auditconsumer.it;

import org.jspecify.annotations.NullMarked;
