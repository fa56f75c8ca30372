/** What a sweep leaves behind for people: a table, a summary and charts. Reads results; computes no depth. */
@NullMarked
package dev.marigold.cli.sweep;

import org.jspecify.annotations.NullMarked;
