/** What a rotator knows when it decides: ring, members, topic, history, requests and rules, as immutable values. */
@NullMarked
package dev.habittracker.rotator.known;

import org.jspecify.annotations.NullMarked;
