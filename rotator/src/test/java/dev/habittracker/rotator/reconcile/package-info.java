/** The reconciler's parts without servers. */
@NullMarked
package dev.habittracker.rotator.reconcile;

import org.jspecify.annotations.NullMarked;
