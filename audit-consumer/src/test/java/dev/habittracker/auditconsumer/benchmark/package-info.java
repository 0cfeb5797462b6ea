/** Load runs to be started by hand. */
@NullMarked
package dev.habittracker.auditconsumer.benchmark;

import org.jspecify.annotations.NullMarked;
