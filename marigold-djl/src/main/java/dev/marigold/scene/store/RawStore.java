package dev.marigold.scene.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.marigold.internal.file.WholeFile;
import dev.marigold.scene.RenderedScene;
import dev.marigold.scene.SceneGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/**
 * Scenes in packed arrays. While they are incomplete the arrays are called {@code .npy.partial}, and a file beside them tells up to which scene
 * they are filled.
 */
final class RawStore implements SceneStore {
    private static final List<String> ARRAYS = List.of("rgb.npy", "depth.npy", "kind.npy");
    private static final String PARTIAL = ".partial";
    private static final String FILLED = "filled.partial";
    private static final int SCENES_BETWEEN_SAVES = 256;

    private final Path folder;
    private final NpyStream rgb;
    private final NpyStream depth;
    private final NpyStream kind;
    private final long count;
    private final BitSet filled = new BitSet();
    private int unsaved;
    private boolean finished;

    private RawStore(Path folder, SceneGenerator generator, long count) throws IOException {
        this.folder = folder;
        this.count = count;
        int pixels = generator.width() * generator.height();
        rgb = NpyStream.open(partial(0), 3 * pixels);
        depth = NpyStream.open(partial(1), Float.BYTES * pixels);
        kind = NpyStream.open(partial(2), 1);
        long height = generator.height();
        long width = generator.width();
        rgb.describe("|u1", List.of(count, height, width, 3L));
        depth.describe("<f4", List.of(count, height, width));
        kind.describe("|u1", List.of(count));
    }

    static RawStore open(Path folder, SceneGenerator generator, long count) throws IOException {
        long known = known(folder);
        long total = Math.max(count, known);
        for (String array : ARRAYS) {
            if (known > 0 && Files.exists(folder.resolve(array))) {
                WholeFile.move(folder.resolve(array), folder.resolve(array + PARTIAL));
            }
        }
        RawStore store = new RawStore(folder, generator, total);
        store.filled.set(0, (int) known);
        return store;
    }

    private static long known(Path folder) throws IOException {
        Path file = folder.resolve(FILLED);
        return Files.exists(file)
                ? Long.parseLong(Files.readString(file, US_ASCII).trim())
                : 0;
    }

    private Path partial(int array) {
        return folder.resolve(ARRAYS.get(array) + PARTIAL);
    }

    @Override
    public synchronized boolean has(long index) {
        return filled.get((int) index);
    }

    @Override
    public void put(RenderedScene scene) throws IOException {
        long index = scene.index();
        rgb.put(index, ByteBuffer.wrap(scene.rgb()));
        ByteBuffer metres = ByteBuffer.allocate(Float.BYTES * scene.width() * scene.height());
        metres.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(scene.depth().buffer());
        depth.put(index, metres);
        kind.put(index, ByteBuffer.wrap(new byte[] {(byte) scene.kind().code()}));
        note(index);
    }

    private synchronized void note(long index) throws IOException {
        filled.set((int) index);
        unsaved++;
        if (unsaved >= SCENES_BETWEEN_SAVES) {
            save();
        }
    }

    /** Data first, then the note of how far they go: a crash in between costs work, not truth. */
    private void save() throws IOException {
        rgb.force();
        depth.force();
        kind.force();
        byte[] text = (filled.nextClearBit(0) + "\n").getBytes(US_ASCII);
        WholeFile.write(folder.resolve(FILLED), out -> out.write(text));
        unsaved = 0;
    }

    @Override
    public synchronized void finish() {
        finished = true;
    }

    @Override
    public synchronized void close() throws IOException {
        try (rgb;
                depth;
                kind) {
            if (finished) {
                rgb.cut(count);
                depth.cut(count);
                kind.cut(count);
            }
            save();
        }
        if (finished) {
            for (int i = 0; i < ARRAYS.size(); i++) {
                WholeFile.move(partial(i), folder.resolve(ARRAYS.get(i)));
            }
        }
    }
}
