/** Settings of a training in a YAML file. Whatever is not known is an error that names the key and its line. */
@NullMarked
package dev.marigold.cli.training;

import org.jspecify.annotations.NullMarked;
