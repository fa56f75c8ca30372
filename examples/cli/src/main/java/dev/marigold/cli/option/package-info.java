/** Options that several commands share, and from words on the command line to values of the library. Knows no command. */
@NullMarked
package dev.marigold.cli.option;

import org.jspecify.annotations.NullMarked;
