/** What the processes of a pipeline are told. */
@NullMarked
package dev.habittracker.devstack.pipeline;

import org.jspecify.annotations.NullMarked;
