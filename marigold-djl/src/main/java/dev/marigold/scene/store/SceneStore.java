package dev.marigold.scene.store;

import dev.marigold.scene.RenderedScene;
import java.io.Closeable;
import java.io.IOException;

/** A place where scenes are kept. Safe for use by several threads. */
interface SceneStore extends Closeable {
    /** Returns whether a scene is there already. */
    boolean has(long index);

    /** Keeps a scene. */
    void put(RenderedScene scene) throws IOException;

    /** Says that every scene is there. */
    void finish() throws IOException;

    /** Notes what is there, so that a later run can go on. */
    @Override
    void close() throws IOException;
}
