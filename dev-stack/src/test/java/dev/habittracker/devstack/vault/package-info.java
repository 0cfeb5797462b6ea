/** The Vault server and its provisioning, for real. */
@NullMarked
package dev.habittracker.devstack.vault;

import org.jspecify.annotations.NullMarked;
