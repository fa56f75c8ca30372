/**
 * The command line: a package for each command, groups of options as mixins. It reads options, calls the library and writes files; it
 * computes nothing.
 */
@NullMarked
package dev.marigold.cli;

import org.jspecify.annotations.NullMarked;
