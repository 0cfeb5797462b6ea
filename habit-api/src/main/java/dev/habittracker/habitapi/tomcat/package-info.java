/** What the servlet container answers by itself, before any of the service's code sees a request. */
@NullMarked
package dev.habittracker.habitapi.tomcat;

import org.jspecify.annotations.NullMarked;
