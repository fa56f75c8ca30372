/** {@code marigold train}: settings in a YAML file, of which whatever is not known is an error that names the key and its line. */
@NullMarked
package dev.marigold.cli.training;

import org.jspecify.annotations.NullMarked;
