/** {@code marigold models}: the published checkpoints, what is in one, and checkpoints of random weights. */
@NullMarked
package dev.marigold.cli.models;

import org.jspecify.annotations.NullMarked;
