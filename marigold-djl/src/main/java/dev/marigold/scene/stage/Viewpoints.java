package dev.marigold.scene.stage;

import dev.marigold.scene.random.RandomStream;

/** Proposes places to look from; which is taken depends on what is seen. */
@FunctionalInterface
public interface Viewpoints {
    /** Returns a place to look from. */
    Gaze propose(RandomStream random);
}
