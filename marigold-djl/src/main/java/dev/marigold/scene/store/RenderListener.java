package dev.marigold.scene.store;

/** Hears how far a rendering is. Called by one thread at a time, of those that render. */
@FunctionalInterface
public interface RenderListener {
    /**
     * Receives one report.
     *
     * @param done scenes on disk, those of earlier runs among them
     * @param total scenes that there shall be
     */
    void onRendered(long done, long total);
}
