package dev.marigold.internal.source;

import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.internal.file.WeightFileNames;
import dev.marigold.internal.json.ShardIndex;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of a checkpoint among the resources of a class loader, which can be asked for by name but not listed. */
final class ResourceFolder {
    private final ClassLoader loader;
    private final String folder;

    ResourceFolder(ClassLoader loader, String folder) {
        this.loader = loader;
        this.folder = folder;
    }

    /** Returns the files to use, with the shards of split weights. */
    List<String> files(WeightVariant variant) throws IOException {
        List<String> files = new ArrayList<>(
                new CheckpointLayout("classpath:" + folder, file -> find(file).isPresent(), variant).files());
        for (String file : List.copyOf(files)) {
            if (WeightFileNames.isIndex(file)) {
                files.addAll(shards(file));
            }
        }
        return List.copyOf(files);
    }

    InputStream open(String file) throws IOException {
        URLConnection connection = find(file)
                .orElseThrow(() -> new FileNotFoundException("No resource " + folder + "/" + file))
                .openConnection();
        // The JDK's cache would keep the jar open, and locked on Windows, after we are done.
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    /** Returns the directory that holds all the files, if they are plain files in one directory. */
    Optional<Path> directory(List<String> files) {
        Optional<Path> root = plainFile(files.get(0)).map(Path::getParent);
        return root.filter(directory ->
                files.stream().allMatch(file -> plainFile(file).equals(Optional.of(directory.resolve(file)))));
    }

    private List<String> shards(String index) throws IOException {
        try (InputStream in = open(index)) {
            return ShardIndex.read("classpath:" + folder + "/" + index, in).shards(index);
        }
    }

    private Optional<Path> plainFile(String file) {
        return find(file).filter(url -> url.getProtocol().equals("file")).flatMap(ResourceFolder::path);
    }

    /** Returns the path of a URL, unless it breaks the rules: old class loaders do not escape blanks. */
    private static Optional<Path> path(URL url) {
        try {
            return Optional.of(Path.of(URI.create(url.toString())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<URL> find(String file) {
        return Optional.ofNullable(loader.getResource(folder + "/" + file));
    }
}
