package dev.marigold.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of a directory. */
record FolderFiles(Path base) implements DatasetFiles {
    @Override
    public byte[] read(String path) throws IOException {
        return Files.readAllBytes(base.resolve(path));
    }

    @Override
    public String name(String path) {
        return base.resolve(path).toString();
    }
}
