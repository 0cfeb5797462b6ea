/** Tests of the forms in which answers are given. */
@NullMarked
package dev.habittracker.auditconsumer.web;

import org.jspecify.annotations.NullMarked;
