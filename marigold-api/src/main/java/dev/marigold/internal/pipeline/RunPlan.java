package dev.marigold.internal.pipeline;

import dev.marigold.spi.NoiseSource;

/**
 * What belongs to one request. Used once.
 *
 * @param steps number of denoising steps
 * @param members number of members
 * @param initialNoise draws the initial latents of all members at once
 * @param stepNoise draws what the steps of the scheduler add, for all members at once; may be {@code initialNoise}, whose stream it
 *     then continues
 */
public record RunPlan(int steps, int members, NoiseSource initialNoise, NoiseSource stepNoise) {}
