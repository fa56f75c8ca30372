package dev.marigold.engine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another process, with some of what these tests have: engines are loaded once in a process, well or not. */
public final class JavaProcess {
    private JavaProcess() {}

    /** Returns the program that runs classes. */
    public static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Returns those jars and folders of these tests, wherever they are found, that are wanted, as a path of the program. */
    public static String path(Predicate<String> wanted) {
        Stream<String> found = Stream.of("java.class.path", "jdk.module.path", "surefire.test.class.path")
                .flatMap(name -> Arrays.stream(System.getProperty(name, "").split(File.pathSeparator)));
        Stream<String> built = Stream.of("classes", "test-classes")
                .map(folder -> Path.of("target", folder).toString());
        return Stream.concat(found, built)
                .filter(path -> !path.isEmpty() && Files.exists(Path.of(path)))
                .map(path -> Path.of(path).toAbsolutePath().toString())
                .distinct()
                .filter(wanted)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Runs a command to its end and returns what it prints, errors too. */
    public static String output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
