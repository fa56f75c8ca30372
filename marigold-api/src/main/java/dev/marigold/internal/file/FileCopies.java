package dev.marigold.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Second copies of files, behind whatever symbolic links there are. Stateless. */
public final class FileCopies {
    private FileCopies() {}

    /**
     * Makes a folder and copies the files that are right in another one.
     *
     * @param folder may be there already, without these files
     */
    public static void ofFolder(Path existing, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> entries = Files.list(existing)) {
            for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                Files.copy(entry.toRealPath(), folder.resolve(entry.getFileName()));
            }
        }
    }

    /**
     * Makes a folder of links to the files that are right in another one, or of copies where the file system has none.
     *
     * @param folder absent
     */
    public static void linkFolder(Path existing, Path folder) throws IOException {
        Files.createDirectory(folder);
        try (Stream<Path> entries = Files.list(existing)) {
            for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                link(entry, folder.resolve(entry.getFileName()));
            }
        }
    }

    /** Makes a file of the same content: a link where the file system has them. */
    public static void link(Path existing, Path file) throws IOException {
        Path content = existing.toRealPath();
        try {
            Files.createLink(file, content);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(content, file);
        }
    }
}
