/** A real server that speaks Vault's API: found or fetched, started like a production one, provisioned by the files an operator uses. */
@NullMarked
package dev.habittracker.devstack.vault;

import org.jspecify.annotations.NullMarked;
