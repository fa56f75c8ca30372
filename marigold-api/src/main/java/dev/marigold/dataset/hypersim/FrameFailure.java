package dev.marigold.dataset.hypersim;

/**
 * A frame that could not be converted.
 *
 * @param frame its scene, camera and number
 * @param reason the file, the rule and what was found
 */
public record FrameFailure(String frame, String reason) {}
