package dev.marigold.scene.store;

import dev.marigold.scene.RenderedScene;

/**
 * A store that lacks nothing, whose files stay as they are.
 *
 * @param scenes how many it holds, from the first on
 */
record WholeStore(long scenes) implements SceneStore {
    @Override
    public boolean has(long index) {
        return index < scenes;
    }

    @Override
    public void put(RenderedScene scene) {
        throw new IllegalStateException("scene " + scene.index() + " is there already");
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
