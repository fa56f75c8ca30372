package dev.marigold.dataset;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.internal.optional.OptionalLibrary;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Members of a tar file, found by an index that is made once. Every read opens the file anew: an interrupt closes the channel that a thread
 * reads from, and must not close that of the others.
 */
final class TarFiles implements DatasetFiles {
    private final Path tar;
    private final Map<String, Extent> members;

    private TarFiles(Path tar, Map<String, Extent> members) {
        this.tar = tar;
        this.members = members;
    }

    static TarFiles open(Path tar) throws IOException {
        try {
            return new TarFiles(tar, TarIndex.read(tar));
        } catch (NoClassDefFoundError e) {
            throw OptionalLibrary.COMMONS_COMPRESS.missing(e);
        }
    }

    @Override
    public byte[] read(String path) throws IOException {
        Extent extent = find(path);
        if (extent.equals(Extent.SPARSE)) {
            throw new InvalidDatasetException(
                    name(path) + " must be stored whole to be read from the tar file, got a sparse file; unpack it");
        }
        DatasetFiles.requireReadable(name(path), extent.size());
        ByteBuffer bytes = ByteBuffer.allocate((int) extent.size());
        try (FileChannel channel = FileChannel.open(tar)) {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, extent.offset() + bytes.position()) < 0) {
                    throw new EOFException(name(path) + " must have " + extent.size() + " bytes, got "
                            + bytes.position() + " before the end of the tar file");
                }
            }
        }
        return bytes.array();
    }

    @Override
    public List<Path> files(List<String> paths) {
        return List.of();
    }

    @Override
    public String name(String path) {
        return tar + "!/" + path;
    }

    private Extent find(String path) throws NoSuchFileException {
        @Nullable Extent extent = members.get(TarIndex.key(path));
        if (extent == null) {
            throw new NoSuchFileException(tar.toString(), null, "no member '" + path + "' among " + members.size());
        }
        return extent;
    }

    /** Where a member's bytes are in the tar file. */
    record Extent(long offset, long size) {
        /** Of a file that is stored without its zeros. */
        static final Extent SPARSE = new Extent(-1, 0);
    }
}
