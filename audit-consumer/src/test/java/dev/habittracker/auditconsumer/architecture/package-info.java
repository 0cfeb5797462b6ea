/** The arrows between this module's packages. */
@NullMarked
package dev.habittracker.auditconsumer.architecture;

import org.jspecify.annotations.NullMarked;
