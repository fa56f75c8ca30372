package dev.marigold.dataset;

import dev.marigold.dataset.TarFiles.Extent;
import dev.marigold.error.InvalidDatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** Lists the members of a tar file. The only class that knows the library for them. */
final class TarIndex {
    private static final int HEADER = 512;
    private static final String HERE = "./";

    private TarIndex() {}

    /** Returns the name under which a member is in the index: tar files say {@code ./path} or {@code path}, lists too. */
    static String key(String path) {
        return path.startsWith(HERE) ? path.substring(HERE.length()) : path;
    }

    /** Returns where the files are, hard links among them; of members with one name the last, as tar itself unpacks them. */
    static Map<String, Extent> read(Path tar) throws IOException {
        requireTar(tar);
        Map<String, Extent> members = new HashMap<>();
        try (TarFile file = open(tar)) {
            for (TarArchiveEntry entry : file.getEntries()) {
                if (entry.isLink()) {
                    // What it leads to comes earlier.
                    Extent linked = members.get(key(entry.getLinkName()));
                    if (linked != null) {
                        members.put(key(entry.getName()), linked);
                    }
                } else if (entry.isSparse()) {
                    members.put(key(entry.getName()), Extent.SPARSE);
                } else if (entry.isFile() && !entry.isSymbolicLink()) {
                    members.put(key(entry.getName()), new Extent(entry.getDataOffset(), entry.getSize()));
                }
            }
        }
        return members;
    }

    private static TarFile open(Path tar) {
        try {
            // Not the platform's: it may lack a letter of a member that nobody asks for.
            return new TarFile(tar, "UTF-8");
        } catch (IOException e) {
            throw new InvalidDatasetException(tar + " must be an intact tar file: " + e.getMessage(), e);
        }
    }

    private static void requireTar(Path base) throws IOException {
        byte[] header;
        try (InputStream in = Files.newInputStream(base)) {
            header = in.readNBytes(HEADER);
        }
        if (header.length < HEADER || !TarUtils.verifyCheckSum(header)) {
            throw new InvalidDatasetException(base + " must be a directory or an uncompressed tar file, got "
                    + Files.size(base) + " bytes of another kind");
        }
    }
}
