package dev.marigold.dataset;

import dev.marigold.internal.file.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of a directory. */
record FolderFiles(Path base) implements DatasetFiles {
    @Override
    public byte[] read(String path) throws IOException {
        Path file = base.resolve(path);
        if (Files.isRegularFile(file)) {
            DatasetFiles.requireReadable(name(path), Files.size(file));
        }
        return InputFile.bytes(file);
    }

    @Override
    public List<Path> files(List<String> paths) {
        return paths.stream().map(base::resolve).toList();
    }

    @Override
    public String name(String path) {
        return base.resolve(path).toString();
    }
}
