package dev.marigold.cli.console;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The encoding in which the system gets the names of files: in the plain locale of many containers, one without accents. */
public final class FileNames {
    private FileNames() {}

    /**
     * Refuses what this process cannot name.
     *
     * @param arguments of the program
     * @throws UsageException if one of them, or the working directory, has characters that the encoding lacks
     */
    public static void requireKnown(String... arguments) {
        // The virtual machine may call its encoding by a name of the system's.
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        requireKnown(
                Charset.isSupported(encoding) ? Charset.forName(encoding) : Charset.defaultCharset(),
                Stream.concat(Stream.of(System.getProperty("user.dir")), Arrays.stream(arguments))
                        .toList());
    }

    static void requireKnown(Charset encoding, List<String> names) {
        for (String name : names) {
            if (!encoding.newEncoder().canEncode(name)) {
                throw new UsageException(
                        "Names of files must be in %s, the encoding of this locale, got %s; set the environment variable LC_ALL to a locale of UTF-8, such as C.UTF-8"
                                .formatted(encoding, name));
            }
        }
    }
}
