package dev.marigold.training.objective;

/** What a training minimises, and with that which networks learn. */
public sealed interface Objective permits Denoising, EndToEnd, Reconstruction {}
