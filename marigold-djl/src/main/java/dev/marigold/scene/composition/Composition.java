package dev.marigold.scene.composition;

import dev.marigold.scene.stage.Stage;
import dev.marigold.scene.stage.Viewpoints;

/** Puts one kind of scene together. Has no state; a new kind of scene is a new class. */
@FunctionalInterface
public interface Composition {
    /** Furnishes an empty stage and returns where to look at it from. */
    Viewpoints compose(Stage stage);
}
