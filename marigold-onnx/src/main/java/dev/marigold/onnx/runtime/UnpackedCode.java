package dev.marigold.onnx.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files that ONNX Runtime unpacks its native code to whenever it starts, 24 MB in a folder of their own. It leaves the folder behind, and
 * where the process is killed the files as well.
 */
final class UnpackedCode {
    private static final System.Logger LOGGER = System.getLogger(UnpackedCode.class.getName());

    /** What is loaded from where; only Linux says so. */
    private static final Path MAPPED = Path.of("/proc/self/maps");

    /** The library that is loaded last. */
    private static final Pattern LOADED = Pattern.compile(".* (/.*/onnxruntime-java\\d+)/libonnxruntime4j_jni\\.so");

    /** All there is where only the CPU computes; other devices load more code from there later. */
    private static final Set<String> FILES = Set.of("libonnxruntime.so", "libonnxruntime4j_jni.so");

    private static final AtomicBoolean DISCARDED = new AtomicBoolean();

    private UnpackedCode() {}

    /** Deletes the files of this process if they are loaded: Linux needs no names for what it has mapped. */
    static void discard() {
        boolean applies = System.getProperty("onnxruntime.native.path") == null && Files.isReadable(MAPPED);
        if (!applies || DISCARDED.get()) {
            return;
        }
        try (Stream<String> mapped = Files.lines(MAPPED)) {
            List<Path> folders = mapped.map(LOADED::matcher)
                    .filter(Matcher::matches)
                    .map(match -> Path.of(match.group(1)))
                    .distinct()
                    .toList();
            // Before the engine is loaded there are none.
            if (!folders.isEmpty() && !DISCARDED.getAndSet(true)) {
                for (Path folder : folders) {
                    discard(folder);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "Unpacked native code stays", e);
        }
    }

    private static void discard(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.toList();
            Set<String> names =
                    files.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
            if (names.equals(FILES)) {
                for (Path file : files) {
                    Files.delete(file);
                }
                Files.delete(folder);
            }
        }
    }
}
