package dev.marigold.scene.store;

import dev.marigold.geometry.CameraIntrinsics;
import dev.marigold.internal.file.AfterFailure;
import dev.marigold.scene.RenderedScene;
import dev.marigold.scene.SceneGenerator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Scenes in packed arrays. While they are incomplete the arrays are called {@code .npy.partial}, and a file beside them tells up to which scene
 * they are filled.
 */
final class RawStore implements SceneStore {
    private static final int SCENES_BETWEEN_SAVES = 256;

    private final Path folder;
    private final List<RawArray> arrays;
    private final NpyStream rgb;
    private final NpyStream depth;
    private final NpyStream kind;
    private final NpyStream camera;
    private final List<NpyStream> streams;
    private final long count;
    private final BitSet filled = new BitSet();
    private int unsaved;
    private boolean finished;

    /** Takes over the streams of the arrays. */
    private RawStore(Path folder, List<RawArray> arrays, List<NpyStream> streams, long count) {
        this.folder = folder;
        this.arrays = arrays;
        this.streams = streams;
        this.rgb = streams.get(0);
        this.depth = streams.get(1);
        this.kind = streams.get(2);
        this.camera = streams.get(3);
        this.count = count;
    }

    /**
     * Opens the arrays of a folder, for more scenes than they hold; leaves finished ones that hold all as they are.
     *
     * @throws IOException if a file cannot be opened, or holds fewer scenes than the note beside it tells of
     */
    static SceneStore open(Path folder, SceneGenerator generator, long count) throws IOException {
        List<RawArray> arrays = RawArray.of(generator);
        long known = FilledNote.read(folder);
        if (known > 0) {
            for (RawArray array : arrays) {
                array.requireRoom(folder, known);
            }
            if (known >= count && arrays.stream().allMatch(array -> Files.exists(array.finished(folder)))) {
                return new WholeStore(known);
            }
            for (RawArray array : arrays) {
                array.reopen(folder);
            }
        }
        long total = Math.max(count, known);
        RawStore store = new RawStore(folder, arrays, openAll(folder, arrays, total), total);
        store.filled.set(0, (int) known);
        return store;
    }

    private static List<NpyStream> openAll(Path folder, List<RawArray> arrays, long scenes) throws IOException {
        List<NpyStream> streams = new ArrayList<>();
        try {
            for (RawArray array : arrays) {
                streams.add(array.open(folder, scenes));
            }
            return streams;
        } catch (IOException | RuntimeException e) {
            for (NpyStream stream : streams) {
                AfterFailure.close(e, stream);
            }
            throw e;
        }
    }

    @Override
    public synchronized boolean has(long index) {
        return filled.get((int) index);
    }

    @Override
    public void put(RenderedScene scene) throws IOException {
        long index = scene.index();
        rgb.put(index, ByteBuffer.wrap(scene.rgb()));
        depth.put(index, littleEndian(scene.depth().toArray()));
        kind.put(index, ByteBuffer.wrap(new byte[] {(byte) scene.kind().code()}));
        camera.put(index, littleEndian(numbers(scene.camera())));
        note(index);
    }

    private static float[] numbers(CameraIntrinsics camera) {
        return new float[] {
            (float) camera.focalX(), (float) camera.focalY(), (float) camera.centreX(), (float) camera.centreY()
        };
    }

    private static ByteBuffer littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return bytes;
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
        for (NpyStream stream : streams) {
            stream.force();
        }
        FilledNote.write(folder, filled.nextClearBit(0));
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
                kind;
                camera) {
            if (finished) {
                for (NpyStream stream : streams) {
                    stream.cut(count);
                }
            }
            save();
        }
        if (finished) {
            for (RawArray array : arrays) {
                array.finish(folder);
            }
        }
    }
}
