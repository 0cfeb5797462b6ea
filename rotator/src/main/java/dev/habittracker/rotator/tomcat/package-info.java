/** What the servlet container answers by itself, before any of the rotator's code sees a request. */
@NullMarked
package dev.habittracker.rotator.tomcat;

import org.jspecify.annotations.NullMarked;
