/**
 * The networks of a latent diffusion model, each described once against {@link dev.marigold.network.Ops}, a small vocabulary at the level
 * of the papers. An engine implements the vocabulary; nobody writes a network twice.
 */
@NullMarked
package dev.marigold.network;

import org.jspecify.annotations.NullMarked;
