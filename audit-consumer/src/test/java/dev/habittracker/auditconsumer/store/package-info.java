/** Tests of what is stored of a message. */
@NullMarked
package dev.habittracker.auditconsumer.store;

import org.jspecify.annotations.NullMarked;
