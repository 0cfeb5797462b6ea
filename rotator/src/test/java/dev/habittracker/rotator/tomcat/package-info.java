/** What Tomcat answers by itself. */
@NullMarked
package dev.habittracker.rotator.tomcat;

import org.jspecify.annotations.NullMarked;
