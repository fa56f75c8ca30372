/** {@code marigold sweep}, and what it leaves behind for people: a table, a summary and charts. Computes no depth itself. */
@NullMarked
package dev.marigold.cli.sweep;

import org.jspecify.annotations.NullMarked;
