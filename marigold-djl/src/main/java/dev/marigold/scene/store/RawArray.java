package dev.marigold.scene.store;

import dev.marigold.internal.file.WholeFile;
import dev.marigold.scene.SceneGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the arrays that scenes are packed into.
 *
 * @param name of the finished file
 * @param type of its numbers, as NumPy writes it
 * @param itemBytes size of one scene's numbers
 * @param extents of one scene's numbers, outermost first
 */
record RawArray(String name, String type, int itemBytes, List<Long> extents) {
    static List<RawArray> of(SceneGenerator generator) {
        long height = generator.height();
        long width = generator.width();
        int pixels = generator.width() * generator.height();
        return List.of(
                new RawArray("rgb.npy", "|u1", 3 * pixels, List.of(height, width, 3L)),
                new RawArray("depth.npy", "<f4", Float.BYTES * pixels, List.of(height, width)),
                new RawArray("kind.npy", "|u1", 1, List.of()),
                new RawArray("camera.npy", "<f4", 4 * Float.BYTES, List.of(4L)));
    }

    Path finished(Path folder) {
        return folder.resolve(name);
    }

    /** What the file is called while scenes are missing. */
    Path partial(Path folder) {
        return folder.resolve(name + ".partial");
    }

    /**
     * Checks that the file can hold scenes that are said to be there.
     *
     * @throws IOException if it is missing or too short; names what was expected and found
     */
    void requireRoom(Path folder, long scenes) throws IOException {
        Path file = Files.exists(finished(folder)) ? finished(folder) : partial(folder);
        long least = NpyStream.size(scenes, itemBytes);
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    file + " must be a file of at least " + least + " bytes for " + scenes + " scenes, got none");
        }
        if (Files.size(file) < least) {
            throw new IOException(file + " must have at least " + least + " bytes for " + scenes + " scenes, got "
                    + Files.size(file));
        }
    }

    /** Gives a finished file the name it has while scenes are missing. */
    void reopen(Path folder) throws IOException {
        if (Files.exists(finished(folder))) {
            WholeFile.move(finished(folder), partial(folder));
        }
    }

    /** Gives the file the name of a finished one. */
    void finish(Path folder) throws IOException {
        WholeFile.move(partial(folder), finished(folder));
    }

    /** Opens the file for a number of scenes; the caller closes it. */
    NpyStream open(Path folder, long scenes) throws IOException {
        List<Long> all = new ArrayList<>(extents);
        all.add(0, scenes);
        return NpyStream.open(partial(folder), itemBytes, type, all);
    }
}
