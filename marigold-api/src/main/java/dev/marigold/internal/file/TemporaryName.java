package dev.marigold.internal.file;

import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/** Names of files and folders that are not whole yet. Nobody else gives such names, so that what was left can be told from what is another's. */
public final class TemporaryName {
    private static final String SUFFIX = ".tmp";
    // As UUID writes it.
    private static final Pattern FORM = Pattern.compile("\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\" + SUFFIX);

    private TemporaryName() {}

    /** Returns a path beside another, where nothing is. */
    static Path beside(Path target) {
        return target.resolveSibling("." + UUID.randomUUID() + SUFFIX);
    }

    /** Returns whether a file or folder has a name like these. */
    public static boolean isOf(Path path) {
        return FORM.matcher(String.valueOf(path.getFileName())).matches();
    }
}
