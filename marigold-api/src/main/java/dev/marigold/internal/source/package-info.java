/**
 * Turns what a user writes for a checkpoint into a local directory: directories, {@code file:}, {@code classpath:} and, in the package
 * {@code hub}, {@code hf:}. It decides from names which files are needed and does not read what is in them.
 */
@NullMarked
package dev.marigold.internal.source;

import org.jspecify.annotations.NullMarked;
