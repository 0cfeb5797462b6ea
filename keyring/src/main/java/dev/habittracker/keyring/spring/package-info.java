/** Auto-configuration: one dependency and three properties give a Spring Boot service keys that rotate under it. */
@NullMarked
package dev.habittracker.keyring.spring;

import org.jspecify.annotations.NullMarked;
