package dev.marigold.training.data;

import static java.util.Objects.checkIndex;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.error.InvalidDatasetException;
import dev.marigold.image.RgbImage;
import dev.marigold.internal.file.NpyHeader;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Many pictures of one size in two NumPy arrays, mapped into memory: {@code rgb.npy}, {@code uint8 [N, H, W, 3]}, and {@code depth.npy},
 * {@code float32 [N, H, W]} in metres with 0 where there is none. Tens of thousands of rendered pictures cost no decoding
 * and, once read, live in the system's cache.
 */
public final class ArrayDataset implements DepthDataset {
    private static final String RGB = "rgb.npy";
    private static final String DEPTH = "depth.npy";
    private static final String RENDERED_WITH = "settings.txt";
    private static final int LONGEST_HEADER = 1 << 16;
    private static final int PROBES = 16;
    private static final int DIGITS = 16;
    private static final int MOST_PIXELS = 1 << 28;

    private final String name;
    private final String renderedWith;
    private final int size;
    private final int height;
    private final int width;
    private final MappedPictures pictures;
    private final MappedPictures depths;

    private ArrayDataset(Path folder) throws IOException {
        NpyHeader rgb = header(folder.resolve(RGB), "|u1", 4);
        NpyHeader depth = header(folder.resolve(DEPTH), "<f4", 3);
        List<Long> extents = rgb.extents();
        if (extents.get(3) != 3 || !extents.subList(0, 3).equals(depth.extents())) {
            throw new InvalidDatasetException(folder.resolve(DEPTH) + " must have the extents of " + RGB + " " + extents
                    + " without the last, 3, got " + depth.extents());
        }
        requireAddressable(folder.resolve(RGB), extents);
        name = String.valueOf(folder.getFileName());
        renderedWith = renderedWith(folder.resolve(RENDERED_WITH));
        size = Math.toIntExact(extents.get(0));
        height = Math.toIntExact(extents.get(1));
        width = Math.toIntExact(extents.get(2));
        pictures = new MappedPictures(folder.resolve(RGB), rgb.length(), size, 3 * height * width);
        depths = new MappedPictures(folder.resolve(DEPTH), depth.length(), size, Float.BYTES * height * width);
    }

    /**
     * Opens a folder; reads two headers, and what the scenes were rendered with if that is there.
     *
     * @throws IOException if a file is missing or cannot be read
     * @throws InvalidDatasetException if a file is not as described
     */
    public static ArrayDataset open(Path folder) throws IOException {
        return new ArrayDataset(folder.toAbsolutePath().normalize());
    }

    private static NpyHeader header(Path file, String type, int rank) throws IOException {
        NpyHeader header = parse(start(file), file);
        if (!header.type().equals(type) || header.extents().size() != rank || header.columnMajor()) {
            throw new InvalidDatasetException(file + " must hold a row-major array of type " + type + " with " + rank
                    + " axes, got " + header.type() + " " + header.extents()
                    + (header.columnMajor() ? ", column-major" : ""));
        }
        return header;
    }

    /** Refuses what is empty, and what has more pictures, or pictures of more bytes, than Java can count. */
    private static void requireAddressable(Path file, List<Long> extents) {
        for (long extent : extents) {
            if (extent < 1 || extent > Integer.MAX_VALUE) {
                throw new InvalidDatasetException(
                        file + " must have extents in [1, " + Integer.MAX_VALUE + "], got " + extents);
            }
        }
        if (extents.get(1) * extents.get(2) > MOST_PIXELS) {
            throw new InvalidDatasetException(
                    file + " must have pictures of at most " + MOST_PIXELS + " pixels, got " + extents);
        }
    }

    private static String renderedWith(Path file) throws IOException {
        try {
            return Files.exists(file) ? Files.readString(file).strip().replaceAll("\\R", ", ") : "unknown";
        } catch (CharacterCodingException e) {
            throw new InvalidDatasetException(file + " must be UTF-8", e);
        }
    }

    private static ByteBuffer start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ByteBuffer.wrap(in.readNBytes(LONGEST_HEADER));
        }
    }

    private static NpyHeader parse(ByteBuffer start, Path file) {
        try {
            return NpyHeader.read(start, file.toString());
        } catch (IOException e) {
            throw new InvalidDatasetException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DepthRange range() {
        return new DepthRange(0, Float.POSITIVE_INFINITY);
    }

    @Override
    public int size() {
        return size;
    }

    /**
     * Returns the extents, what the scenes were rendered with, and a digest of 16 samples, evenly spaced: the names of others would be the same.
     * What differs in between only is not noticed.
     */
    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("extents", width + "x" + height);
        settings.put("rendered_with", renderedWith);
        settings.put("digest", digest());
        return settings;
    }

    private String digest() {
        Hasher digest = Hashing.sha256().newHasher();
        int probes = Math.min(PROBES, size);
        for (int i = 0; i < probes; i++) {
            int index = (int) ((long) i * (size - 1) / Math.max(1, probes - 1));
            digest.putBytes(pictures.get(index).array())
                    .putBytes(depths.get(index).array());
        }
        return digest.hash().toString().substring(0, DIGITS);
    }

    @Override
    public DepthSample sample(int index) {
        return new Entry(checkIndex(index, size));
    }

    /** Has no effect: the files are unmapped when nothing refers to them any more. */
    @Override
    public void close() {
        // Mapped buffers cannot be closed.
    }

    /** A picture by its number. */
    private final class Entry implements DepthSample {
        private final int index;

        Entry(int index) {
            this.index = index;
        }

        @Override
        public String id() {
            return Integer.toString(index);
        }

        @Override
        public String group() {
            return name;
        }

        @Override
        public String predictionName() {
            return "pred_" + index + ".npy";
        }

        @Override
        public RgbImage image() {
            return RgbImage.ofRgb(width, height, pictures.get(index).array());
        }

        @Override
        public GroundTruth groundTruth() {
            float[] metres = new float[height * width];
            depths.get(index).asFloatBuffer().get(metres);
            boolean[] valid = new boolean[metres.length];
            for (int i = 0; i < valid.length; i++) {
                valid[i] = metres[i] > 0 && metres[i] < Float.POSITIVE_INFINITY;
            }
            return new GroundTruth(
                    FloatTensor.wrap(Shape.of(height, width), metres), PixelMask.wrap(height, width, valid));
        }
    }
}
