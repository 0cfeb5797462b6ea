/** The whole pipeline as processes on this machine: servers, provisioning, services, what they are told, and what runs. */
@NullMarked
package dev.habittracker.devstack.pipeline;

import org.jspecify.annotations.NullMarked;
