package dev.marigold.scene.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.marigold.internal.file.AfterFailure;
import dev.marigold.internal.file.FolderLock;
import dev.marigold.internal.file.InputFile;
import dev.marigold.internal.file.TemporaryName;
import dev.marigold.internal.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder for scenes of one kind, which a note in it says. */
final class SceneFolder {
    private static final String NOTE = "settings.txt";

    /** Raised whenever a folder gets other files, or other things in them. */
    private static final int LAYOUT = 2;

    private static final String RUN = "rendering";

    private final Path path;
    private final Path note;
    private final String settings;

    /**
     * Creates a description of a folder that exists.
     *
     * @param settings what decides on its files, one a line
     */
    SceneFolder(Path path, String settings) {
        this.path = path;
        this.note = path.resolve(NOTE);
        this.settings = settings + "\nlayout=" + LAYOUT + "\n";
    }

    /**
     * Keeps other runs out and writes the note, if it is not there.
     *
     * @return closed by the caller, who then has written scenes
     * @throws IOException if the folder holds scenes of other settings or anything else, whose names may be those of our files, or another
     *     run is at work there; nothing was written then
     */
    FolderLock claim() throws IOException {
        requireOurs();
        FolderLock lock = FolderLock.acquire(path, RUN);
        try {
            // Again: another run may have been here in between.
            requireOurs();
            if (!Files.exists(note)) {
                WholeFile.write(note, out -> out.write(settings.getBytes(UTF_8)));
            }
            return lock;
        } catch (IOException | RuntimeException e) {
            AfterFailure.close(e, lock);
            throw e;
        }
    }

    private void requireOurs() throws IOException {
        Optional<String> other = Files.exists(note) ? otherSettings() : otherFile();
        if (other.isPresent()) {
            throw new IOException(path + " must be absent, empty or of the same settings; it holds " + other.get()
                    + ", asked for were " + line(settings));
        }
    }

    private Optional<String> otherSettings() throws IOException {
        String found = InputFile.text(note);
        return found.equals(settings) ? Optional.empty() : Optional.of(line(found));
    }

    private Optional<String> otherFile() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> !isLeftOver(file))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .findFirst()
                    .map(name -> name + " without " + NOTE);
        }
    }

    /** Whether a run may leave it that ended before it had written the note. */
    private static boolean isLeftOver(Path file) {
        return file.endsWith(FolderLock.nameOf(RUN)) || TemporaryName.isOf(file);
    }

    private static String line(String settings) {
        return settings.strip().replace("\n", " ");
    }
}
