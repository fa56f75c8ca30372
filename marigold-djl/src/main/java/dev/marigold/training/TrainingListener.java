package dev.marigold.training;

import java.nio.file.Path;

/** Watches a training, on its own thread, which waits meanwhile. Whatever a method throws stops the training. */
public interface TrainingListener {
    /** Returns a listener that does nothing. */
    static TrainingListener none() {
        return new TrainingListener() {};
    }

    /** Hears of every update. */
    default void updated(TrainingProgress progress) {}

    /** Hears of every checkpoint that was written. */
    default void saved(Path checkpoint) {}

    /** Hears of every validation. */
    default void validated(ValidationResult result) {}
}
