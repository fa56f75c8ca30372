package dev.marigold.geometry;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Coloured points read back from a binary little-endian PLY file. */
record PlyReader(FloatTensor positions, List<Integer> colors) {
    private static final String END = "end_header\n";

    static PlyReader read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int count = Integer.parseInt(text.replaceFirst("(?s).*?element vertex (\\d+)\n.*", "$1"));
        ByteBuffer body =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(text.indexOf(END) + END.length());
        float[] positions = new float[3 * count];
        List<Integer> colors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            for (int axis = 0; axis < 3; axis++) {
                positions[3 * i + axis] = body.getFloat();
            }
            int color = 0;
            for (int channel = 0; channel < 3; channel++) {
                color = color << 8 | Byte.toUnsignedInt(body.get());
            }
            colors.add(color);
        }
        return new PlyReader(FloatTensor.wrap(Shape.of(count, 3), positions), colors);
    }
}
