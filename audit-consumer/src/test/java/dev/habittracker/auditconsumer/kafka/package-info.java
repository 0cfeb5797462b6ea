/** Tests of what stands in Kafka's messages and of how topics must be. */
@NullMarked
package dev.habittracker.auditconsumer.kafka;

import org.jspecify.annotations.NullMarked;
