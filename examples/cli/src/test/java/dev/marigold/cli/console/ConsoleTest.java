package dev.marigold.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.error.InferenceException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    @Test
    void messagesOfSeveralLinesBecomeOne() {
        assertThat(Console.describe(new InferenceException("first\n  second\r\nthird")))
                .isEqualTo("first second third");
    }

    @Test
    void aNameOfSeveralLinesLeavesAFailureOneLine() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);

        new Console(stream, stream, false).failure("a\nb.png", new InferenceException("no picture"));

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("marigold: a b.png: no picture" + System.lineSeparator());
    }

    @Test
    void fileExceptionsWhoseMessageIsAPathSayWhatIsWrong() {
        assertThat(Console.describe(new NoSuchFileException("a"))).isEqualTo("No such file: a");
        assertThat(Console.describe(new AccessDeniedException("a"))).isEqualTo("Permission denied: a");
        assertThat(Console.describe(new FileAlreadyExistsException("a")))
                .isEqualTo("Exists already and is not a directory: a");
    }

    @Test
    void defectsAreCalledDefects() {
        assertThat(Console.describe(new IllegalStateException("odd")))
                .isEqualTo("Internal error, --verbose shows where: java.lang.IllegalStateException: odd");
        assertThat(Console.describe(new NullPointerException()))
                .isEqualTo("Internal error, --verbose shows where: java.lang.NullPointerException");
    }

    @Test
    void missingMemoryComesWithARemedy() {
        assertThat(Console.describe(new OutOfMemoryError("Java heap space")))
                .isEqualTo(
                        "Out of memory (Java heap space); use a smaller --resolution or --size, fewer --threads, or more heap with java -Xmx");
    }
}
