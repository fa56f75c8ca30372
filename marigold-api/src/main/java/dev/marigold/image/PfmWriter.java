package dev.marigold.image;

import dev.marigold.internal.file.WholeFile;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes maps as portable float maps. */
final class PfmWriter implements DepthWriter {
    @Override
    public void write(FloatTensor map, Path file) throws IOException {
        int height = MapShape.require(map).shape().extent(0);
        int width = map.shape().extent(1);
        // A negative scale says little-endian.
        String header = "Pf\n" + width + " " + height + "\n-1.0\n";
        float[] values = new float[width];
        ByteBuffer row = ByteBuffer.allocate(width * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        WholeFile.write(file, out -> {
            out.write(header.getBytes(StandardCharsets.US_ASCII));
            for (int y = height - 1; y >= 0; y--) {
                map.copyTo(y * width, values, 0, width);
                row.asFloatBuffer().put(values);
                out.write(row.array());
            }
        });
    }
}
