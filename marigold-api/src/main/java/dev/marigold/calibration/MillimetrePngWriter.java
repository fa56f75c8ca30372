package dev.marigold.calibration;

import dev.marigold.internal.file.PngEncoder;
import dev.marigold.internal.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;

/** Writes depths as 16-bit PNG pictures. */
final class MillimetrePngWriter implements MetricDepthWriter {
    private static final double PER_METRE = 1000;
    private static final int LARGEST = 65535;

    @Override
    public int write(MetricDepth depth, Path file) throws IOException {
        short[] levels = new short[depth.width() * depth.height()];
        int limited = 0;
        for (int i = 0; i < levels.length; i++) {
            float metres = depth.metres().get(i);
            if (!Float.isNaN(metres)) {
                long wanted = Math.round(metres * PER_METRE);
                long level = Math.min(Math.max(wanted, 1), LARGEST);
                limited += level == wanted ? 0 : 1;
                levels[i] = (short) level;
            }
        }
        WholeFile.write(file, out -> PngEncoder.encodeGrey16(levels, depth.width(), out));
        return limited;
    }
}
