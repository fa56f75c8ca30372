package dev.marigold.scene.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.marigold.image.NpyFile;
import dev.marigold.internal.file.InputFile;
import dev.marigold.internal.file.WholeFile;
import dev.marigold.scene.RenderedScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Scenes as pictures in a folder, with an index that names those that are complete. */
final class FolderStore implements SceneStore {
    static final String INDEX = "index.csv";

    private static final int ROWS_BETWEEN_SAVES = 256;

    private final Path folder;
    private final PictureFormat pictures;
    private final Set<SceneMap> maps;
    private final SortedMap<Long, String> rows = new TreeMap<>();
    private int unsaved;

    private FolderStore(Path folder, PictureFormat pictures, Set<SceneMap> maps) {
        this.folder = folder;
        this.pictures = pictures;
        this.maps = maps;
    }

    static FolderStore open(Path folder, PictureFormat pictures, Set<SceneMap> maps) throws IOException {
        FolderStore store = new FolderStore(folder, pictures, maps);
        Files.createDirectories(folder.resolve("rgb"));
        Files.createDirectories(folder.resolve("depth"));
        for (SceneMap map : maps) {
            Files.createDirectories(folder.resolve(IndexRow.lower(map)));
        }
        Path index = folder.resolve(INDEX);
        if (Files.exists(index)) {
            List<String> lines = InputFile.text(index).lines().toList();
            requireHeader(index, lines);
            for (int i = 1; i < lines.size(); i++) {
                String line = lines.get(i);
                store.rows.put(IndexRow.number(line, index + " line " + (i + 1)), line);
            }
        }
        return store;
    }

    /** Refuses columns that somebody has added: new rows would lack them. */
    private static void requireHeader(Path index, List<String> lines) throws IOException {
        if (!lines.isEmpty() && !lines.get(0).equals(IndexRow.HEADER)) {
            throw new IOException(index + " line 1 must be '" + IndexRow.HEADER + "' for scenes to be added, got '"
                    + lines.get(0) + "'");
        }
    }

    @Override
    public synchronized boolean has(long index) {
        return rows.containsKey(index) && files(IndexRow.name(index)).allMatch(FolderStore::isWritten);
    }

    /** A power cut may leave the name of a file without its bytes. */
    private static boolean isWritten(Path file) {
        return file.toFile().length() > 0;
    }

    private Stream<Path> files(String name) {
        return Stream.concat(
                Stream.of(picture(name), depth(name)), maps.stream().map(map -> map(map, name)));
    }

    private Path picture(String name) {
        return folder.resolve("rgb").resolve(name + pictures.suffix());
    }

    private Path depth(String name) {
        return folder.resolve("depth").resolve(name + ".png");
    }

    private Path map(SceneMap map, String name) {
        return folder.resolve(IndexRow.lower(map)).resolve(name + ".npy");
    }

    @Override
    public void put(RenderedScene scene) throws IOException {
        String name = IndexRow.name(scene.index());
        WholeFile.write(picture(name), out -> pictures.write(scene, out));
        DepthPicture depth = DepthPicture.of(scene);
        WholeFile.write(depth(name), depth::write);
        for (SceneMap map : maps) {
            NpyFile.write(map == SceneMap.NORMALS ? scene.normals() : scene.albedo(), map(map, name));
        }
        add(scene.index(), IndexRow.of(scene, pictures.suffix(), depth));
    }

    private synchronized void add(long index, String row) throws IOException {
        rows.put(index, row);
        unsaved++;
        if (unsaved >= ROWS_BETWEEN_SAVES) {
            close();
        }
    }

    @Override
    public void finish() throws IOException {
        close();
    }

    @Override
    public synchronized void close() throws IOException {
        WholeFile.write(folder.resolve(INDEX), out -> {
            out.write((IndexRow.HEADER + "\n").getBytes(UTF_8));
            for (String row : rows.values()) {
                out.write((row + "\n").getBytes(UTF_8));
            }
        });
        unsaved = 0;
    }
}
