package dev.marigold.dataset;

import dev.marigold.image.NpyFile;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes small data sets in the layouts of large ones. */
final class Miniature {
    private final Path root;
    private final Path base;

    Miniature(Path root) throws IOException {
        this.root = root;
        base = Files.createDirectories(root.resolve("base"));
    }

    Path base() {
        return base;
    }

    /** Writes a picture whose red is the column and whose green is the row, modulo 256. */
    Miniature picture(String path, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (x & 0xff) << 16 | (y & 0xff) << 8);
            }
        }
        try (OutputStream out = open(path)) {
            ImageIO.write(image, "png", out);
        }
        return this;
    }

    /** Writes a 16-bit grey PNG of {@code value(x, y)}. */
    Miniature grey16(String path, int width, int height, IntBinaryOperator value) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
        short[] values = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) value.applyAsInt(i % width, i / width);
        }
        try (OutputStream out = open(path)) {
            ImageIO.write(image, "png", out);
        }
        return this;
    }

    Miniature npy(String path, Shape shape, float... values) throws IOException {
        Path file = base.resolve(path);
        Files.createDirectories(file.getParent());
        NpyFile.write(FloatTensor.copyOf(shape, values), file);
        return this;
    }

    Miniature floats(String path, float... values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return file(path, bytes.array());
    }

    Miniature file(String path, byte[] bytes) throws IOException {
        try (OutputStream out = open(path)) {
            out.write(bytes);
        }
        return this;
    }

    byte[] bytes(String path) throws IOException {
        return Files.readAllBytes(base.resolve(path));
    }

    /** Writes a list beside the base, without a new line at its end. */
    Path list(String... rows) throws IOException {
        return Files.writeString(root.resolve("list.txt"), String.join("\n", rows));
    }

    /** Packs the base into a tar file whose members have a prefix, such as {@code ./}. */
    Path tar(String prefix) throws IOException {
        Path tar = root.resolve("packed");
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar));
                Stream<Path> walk = Files.walk(base)) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            List<Path> members =
                    walk.filter(path -> !path.equals(base)).sorted().toList();
            for (Path member : members) {
                String name = base.relativize(member).toString().replace('\\', '/');
                out.putArchiveEntry(new TarArchiveEntry(member, prefix + name));
                if (Files.isRegularFile(member)) {
                    Files.copy(member, out);
                }
                out.closeArchiveEntry();
            }
        }
        return tar;
    }

    private OutputStream open(String path) throws IOException {
        Path file = base.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.newOutputStream(file);
    }
}
