/** How values are written for people, and read from what people write; the same in every command. */
@NullMarked
package dev.marigold.cli.text;

import org.jspecify.annotations.NullMarked;
