/**
 * The stages between a picture and a depth map, and the pipeline that runs them in order. Stages keep no state between requests. What
 * plugins return is checked here, on the way in. Not exported.
 */
@NullMarked
package dev.marigold.internal.pipeline;

import org.jspecify.annotations.NullMarked;
