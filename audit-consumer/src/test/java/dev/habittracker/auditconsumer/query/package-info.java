/** Tests of the answers. */
@NullMarked
package dev.habittracker.auditconsumer.query;

import org.jspecify.annotations.NullMarked;
