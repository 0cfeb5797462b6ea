/** What Tomcat answers by itself. */
@NullMarked
package dev.habittracker.habitapi.tomcat;

import org.jspecify.annotations.NullMarked;
