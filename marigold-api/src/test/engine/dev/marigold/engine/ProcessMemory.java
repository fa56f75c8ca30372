package dev.marigold.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory that this process holds.
 *
 * @param heap bytes of live objects, roughly
 * @param outside resident bytes outside of the Java heap, which grows and shrinks as the collector pleases
 */
public record ProcessMemory(long heap, long outside) {
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final Pattern START = Pattern.compile("([0-9a-f]+)-[0-9a-f]+ ");

    /** A heap of up to 32 GB lies below this address, and nothing that native code allocates does. */
    private static final long END_OF_COMPRESSED_POINTERS = 1L << 35;

    /** Skips the test where memory cannot be measured. */
    public static void assumeMeasurable() {
        assumeTrue(Files.exists(MAPPINGS), "memory is measured on Linux only");
    }

    /** Collects garbage and measures. */
    public static ProcessMemory measure() throws IOException {
        System.gc();
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        return new ProcessMemory(heap, outsideOfHeap());
    }

    private static long outsideOfHeap() throws IOException {
        long resident = 0;
        boolean heap = false;
        for (String line : Files.readAllLines(MAPPINGS)) {
            Matcher start = START.matcher(line);
            if (start.lookingAt()) {
                heap = Long.parseUnsignedLong(start.group(1), 16) < END_OF_COMPRESSED_POINTERS;
            } else if (!heap && line.startsWith("Rss:")) {
                resident += Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        return resident;
    }
}
