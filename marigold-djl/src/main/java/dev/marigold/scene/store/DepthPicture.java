package dev.marigold.scene.store;

import dev.marigold.internal.file.PngEncoder;
import dev.marigold.scene.RenderedScene;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.FloatBuffer;

/** Depth in 16 bits: 65535 is the scene's largest, 0 is not valid. */
final class DepthPicture {
    private static final int HIGHEST = 65535;

    private final short[] levels;
    private final int width;
    private final double scale;
    private final double least;
    private final double most;

    private DepthPicture(short[] levels, int width, double scale, double least, double most) {
        this.levels = levels;
        this.width = width;
        this.scale = scale;
        this.least = least;
        this.most = most;
    }

    static DepthPicture of(RenderedScene scene) {
        FloatBuffer depth = scene.depth().buffer();
        float least = Float.MAX_VALUE;
        float most = 0;
        for (int i = 0; i < depth.limit(); i++) {
            float value = depth.get(i);
            if (value > 0) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        double scale = most > 0 ? (double) most / HIGHEST : 1;
        short[] levels = new short[depth.limit()];
        for (int i = 0; i < levels.length; i++) {
            double level = depth.get(i) / scale;
            levels[i] = (short) (level > 0 ? Math.max(1, Math.min(HIGHEST, Math.round(level))) : 0);
        }
        return new DepthPicture(levels, scene.width(), scale, most > 0 ? least : 0, most);
    }

    void write(OutputStream out) throws IOException {
        PngEncoder.encodeGrey16(levels, width, out);
    }

    /** Returns the metres of one level. */
    double scale() {
        return scale;
    }

    /** Returns the smallest valid depth, metres; 0 if there is none. */
    double least() {
        return least;
    }

    /** Returns the largest depth, metres. */
    double most() {
        return most;
    }
}
