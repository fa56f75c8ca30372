package dev.marigold.scene.store;

/** How rendered scenes are kept. */
public enum SceneFormat {
    /**
     * A PNG and a 16-bit PNG of depth for each scene, and {@code index.csv}, which {@code IndexDataset} and {@code marigold evaluate} read. The
     * numbers of a depth PNG are shares of the scene's largest depth, which its row of the index scales to metres; 0 is not valid. The last
     * columns, {@code fx,fy,cx,cy}, are the scene's camera.
     */
    PNG,
    /** The same with JPEG pictures of quality 95. */
    JPEG,
    /**
     * Four arrays that load fast from memory maps: {@code rgb.npy} uint8 {@code [N, H, W, 3]}, {@code depth.npy} float32 {@code [N, H, W]} in
     * metres, 0 where not valid, {@code kind.npy} uint8 {@code [N]}, the {@code code()} of the scene's kind, {@code camera.npy} float32
     * {@code [N, 4]}, {@code fx, fy, cx, cy} of its camera.
     */
    RAW
}
