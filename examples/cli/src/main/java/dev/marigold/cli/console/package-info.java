/** What the program says and to whom: results, failures in one line, and progress on a terminal that somebody watches. */
@NullMarked
package dev.marigold.cli.console;

import org.jspecify.annotations.NullMarked;
