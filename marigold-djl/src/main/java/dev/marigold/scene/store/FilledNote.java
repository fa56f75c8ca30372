package dev.marigold.scene.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.marigold.internal.file.InputFile;
import dev.marigold.internal.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The note beside packed arrays of how many scenes, from the first on, they hold. */
final class FilledNote {
    private static final String NAME = "filled.txt";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    private FilledNote() {}

    /**
     * Returns how many scenes there are; 0 if there is no note.
     *
     * @throws IOException if the note is not a number in [0, 2147483647]
     */
    static long read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return 0;
        }
        String text = InputFile.text(file).strip();
        long scenes = NUMBER.matcher(text).matches() ? Long.parseLong(text) : -1;
        if (scenes < 0 || scenes > Integer.MAX_VALUE) {
            throw new IOException(
                    file + " must be a number of scenes in [0, " + Integer.MAX_VALUE + "], got '" + text + "'");
        }
        return scenes;
    }

    static void write(Path folder, long scenes) throws IOException {
        byte[] text = (scenes + "\n").getBytes(US_ASCII);
        WholeFile.write(folder.resolve(NAME), out -> out.write(text));
    }
}
