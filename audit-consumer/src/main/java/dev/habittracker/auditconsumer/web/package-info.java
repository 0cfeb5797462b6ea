/** The HTTP API, for callers who show a Vault token. */
@NullMarked
package dev.habittracker.auditconsumer.web;

import org.jspecify.annotations.NullMarked;
