package dev.marigold.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.cli.Outcome;
import dev.marigold.image.NpyFile;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderCommandTest {
    @TempDir
    Path folder;

    @Test
    void scenesAreWrittenWithAnIndex() throws IOException {
        Outcome outcome = render("--count", 3, "--size", "32x24", "--seed", 4, "--maps", "normals");

        assertThat(outcome).isEqualTo(new Outcome(0, folder + "\n", ""));
        assertThat(Files.readAllLines(folder.resolve("index.csv"))).hasSize(4);
        RgbImage picture = RgbImage.read(folder.resolve("rgb/00000002.png"));
        assertThat(List.of(picture.width(), picture.height())).containsExactly(32, 24);
        assertThat(NpyFile.read(folder.resolve("normals/00000000.npy")).shape()).isEqualTo(Shape.of(3, 24, 32));
    }

    @Test
    void packedArraysAreWrittenOnDemand() throws IOException {
        Outcome outcome = render("--count", 2, "--size", "32x24", "--format", "raw", "--threads", 1);

        assertThat(outcome.exitCode()).isZero();
        assertThat(NpyFile.read(folder.resolve("rgb.npy")).shape()).isEqualTo(Shape.of(2, 24, 32, 3));
        assertThat(NpyFile.read(folder.resolve("camera.npy")).shape()).isEqualTo(Shape.of(2, 4));
    }

    @Test
    void kindsAreRestricted() throws IOException {
        render("--count", 6, "--size", "16x12", "--kinds", "street,corridor");

        assertThat(Files.readAllLines(folder.resolve("index.csv")).stream().skip(1))
                .allMatch(row -> row.startsWith("street,") || row.startsWith("corridor,"));
    }

    @Test
    void outdoorStandsForKinds() throws IOException {
        render("--count", 6, "--size", "16x12", "--kinds", "outdoor");

        assertThat(Files.readAllLines(folder.resolve("index.csv")).stream().skip(1))
                .allMatch(row -> row.matches("(street|field|courtyard|forest),.*"));
    }

    @Test
    void aSecondRunAddsWhatIsMissing() throws IOException {
        render("--count", 1, "--size", "16x12");

        Outcome outcome = render("--count", 3, "--size", "16x12");

        assertThat(outcome.exitCode()).isZero();
        assertThat(Files.readAllLines(folder.resolve("index.csv"))).hasSize(4);
    }

    @Test
    void otherSettingsInTheFolderAreAFailure() {
        render("--count", 1, "--size", "16x12");

        Outcome outcome = render("--count", 1, "--size", "16x12", "--seed", 1);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("marigold: " + folder + " must be absent, empty or of the same settings; it holds ")
                .hasLineCount(1);
    }

    @Test
    void aFolderWithAnythingElseIsAFailureAndStaysAsItIs() throws IOException {
        Path theirs = Files.writeString(folder.resolve("rgb.npy"), "theirs");

        Outcome outcome = render("--count", 1, "--size", "16x12", "--format", "raw");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("marigold: " + folder
                        + " must be absent, empty or of the same settings; it holds rgb.npy without settings.txt, ")
                .hasLineCount(1);
        assertThat(theirs).hasContent("theirs");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(theirs);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --size   | big    | Invalid value for option '--size': size must be WIDTHxHEIGHT, got 'big'
            --size   | 4x4    | width must be in [8, 4096], got 4
            --kinds  | moon   | kind must be one of room, corridor, tabletop, street, field, clutter, planes, hall, stairs, courtyard, forest, people, nook, got 'moon'
            --count  | 0      | --count must be in [1, 2147483647], got 0
            --format | bmp    | Invalid value for option '--format': format must be one of png, jpeg, raw, got 'bmp'
            --threads| 0      | threads must be in [1, 1024], got 0
            """)
    void wrongInputIsBadUsage(String option, String value, String message) {
        Outcome outcome = option.equals("--count") ? render(option, value) : render("--count", 1, option, value);

        assertThat(outcome).isEqualTo(new Outcome(2, "", "marigold: " + message + "\nTry 'marigold render --help'\n"));
    }

    @Test
    void mapsAndPackedArraysExcludeEachOther() {
        Outcome outcome = render("--count", 1, "--format", "raw", "--maps", "albedo,normals");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err().lines())
                .containsExactly(
                        "marigold: maps must be empty for the raw format, got [NORMALS, ALBEDO]",
                        "Try 'marigold render --help'");
    }

    @Test
    void countIsRequired() {
        Outcome outcome = render();

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("marigold: Missing required option: '--count=N'\n");
    }

    private Outcome render(Object... options) {
        Object[] arguments = new Object[options.length + 3];
        arguments[0] = "render";
        arguments[1] = "--output";
        arguments[2] = folder;
        System.arraycopy(options, 0, arguments, 3, options.length);
        return Outcome.of(arguments);
    }
}
