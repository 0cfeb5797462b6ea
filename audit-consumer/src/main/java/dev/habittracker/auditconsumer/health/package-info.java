/** What the tail and the store report: health and metrics. */
@NullMarked
package dev.habittracker.auditconsumer.health;

import org.jspecify.annotations.NullMarked;
