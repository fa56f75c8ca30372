package dev.marigold.scene.prop;

import dev.marigold.scene.geometry.Frame;
import dev.marigold.scene.stage.Stage;

/** A thing that can be put somewhere, anew each time. Has no state. */
@FunctionalInterface
public interface Prop {
    /**
     * Adds one of its kind.
     *
     * @param at where it stands: the frame's origin is in the middle of its foot, its front looks along the y axis
     */
    void place(Stage stage, Frame at);
}
