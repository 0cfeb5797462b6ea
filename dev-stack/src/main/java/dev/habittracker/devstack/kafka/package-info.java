/** A real Apache Kafka broker (KRaft, one node) in a JVM of its own. */
@NullMarked
package dev.habittracker.devstack.kafka;

import org.jspecify.annotations.NullMarked;
