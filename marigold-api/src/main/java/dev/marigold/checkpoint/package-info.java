/**
 * The published checkpoint layout (diffusers folders): configuration records, safetensors headers and handles to weights. Reading a
 * checkpoint touches JSON and headers only; weights stay on disk until an engine maps them.
 */
@NullMarked
package dev.marigold.checkpoint;

import org.jspecify.annotations.NullMarked;
