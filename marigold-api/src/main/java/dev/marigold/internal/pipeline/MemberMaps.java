package dev.marigold.internal.pipeline;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/**
 * What the networks made of one picture, before anything is merged.
 *
 * @param maps shape {@code [E, H, W]}, without padding
 * @param latents the shape of the initial noise, {@code [E, C * T, h, w]}
 * @param hasStepNoise whether the scheduler drew noise in its steps
 */
public record MemberMaps(FloatTensor maps, Shape latents, boolean hasStepNoise) {}
