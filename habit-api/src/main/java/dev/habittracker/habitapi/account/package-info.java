/** Who a user is, and what a username and a password must look like. */
@NullMarked
package dev.habittracker.habitapi.account;

import org.jspecify.annotations.NullMarked;
