package dev.marigold.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.internal.file.WholeFile;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DepthWriterTest {
    private static final FloatTensor MAP = FloatTensor.copyOf(Shape.of(2, 3), 0, 0.25f, 0.5f, 0.75f, 1, 0.1f);

    @TempDir
    private Path directory;

    @Test
    void colorPngShowsTheColorsOfTheMap() throws IOException {
        Path file = directory.resolve("color.png");

        DepthWriter.colorPng(Colormap.spectral()).write(MAP, file);

        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(3);
        assertThat(image.getHeight()).isEqualTo(2);
        for (int i = 0; i < 6; i++) {
            int expected = Colormap.spectral().colorOf(MAP.get(i));
            assertThat(image.getRGB(i % 3, i / 3) & 0xffffff).isEqualTo(expected);
        }
    }

    @Test
    void colorPngOfNanIsBlack() throws IOException {
        Path file = directory.resolve("color.png");

        DepthWriter.colorPng(Colormap.ofId("binary")).write(FloatTensor.copyOf(Shape.of(1, 2), Float.NaN, 0), file);

        assertThat(Pictures.samples(RgbImage.read(file))).containsExactly(0, 0, 0, 255, 255, 255);
    }

    @Test
    void greyPngCutsToWholeLevelsAndClamps() throws IOException {
        Path file = directory.resolve("grey.png");
        FloatTensor map = FloatTensor.copyOf(
                Shape.of(2, 4),
                0,
                0.5f,
                1,
                1.9f / 65535,
                -0.5f,
                1.5f,
                Float.NEGATIVE_INFINITY,
                Float.POSITIVE_INFINITY);

        DepthWriter.greyPng16().write(map, file);

        int[] levels = ImageIO.read(file.toFile()).getRaster().getPixels(0, 0, 4, 2, (int[]) null);
        assertThat(levels).containsExactly(0, 32767, 65535, 1, 0, 65535, 0, 65535);
    }

    @Test
    void greyPngRefusesNan() {
        FloatTensor map = FloatTensor.copyOf(Shape.of(2, 2), 0, 0, Float.NaN, 0);

        assertThatThrownBy(() -> DepthWriter.greyPng16().write(map, directory.resolve("grey.png")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "map must have no NaN to become a 16-bit PNG, got one at (0, 1); NPY and PFM files keep it");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void pfmHoldsTheBottomRowFirst() throws IOException {
        Path file = directory.resolve("map.pfm");
        FloatTensor map = FloatTensor.copyOf(Shape.of(2, 2), 1, Float.NaN, Float.NEGATIVE_INFINITY, 1e-40f);

        DepthWriter.pfm().write(map, file);

        byte[] header = "Pf\n2 2\n-1.0\n".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer expected = ByteBuffer.allocate(header.length + 16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header);
        expected.putFloat(Float.NEGATIVE_INFINITY).putFloat(1e-40f).putFloat(1).putFloat(Float.NaN);
        assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
    }

    @Test
    void npyHoldsTheMap() throws IOException {
        Path file = directory.resolve("map.npy");

        DepthWriter.npy().write(MAP, file);

        assertThat(NpyFile.read(file)).isEqualTo(MAP);
    }

    @ParameterizedTest
    @MethodSource("writers")
    void existingFileIsReplacedAndNothingElseIsLeft(DepthWriter writer) throws IOException {
        Path file = directory.resolve("map");
        Files.writeString(file, "what was there before");

        writer.write(MAP, file);

        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("before");
        assertThat(directory)
                .isDirectoryContaining(file::equals)
                .isDirectoryNotContaining(other -> !other.equals(file));
    }

    @ParameterizedTest
    @MethodSource("writers")
    void nothingIsLeftWhereTheFileCannotBePutInPlace(DepthWriter writer) throws IOException {
        Path occupied = Files.createDirectories(directory.resolve("map").resolve("inside"))
                .getParent();

        assertThatThrownBy(() -> writer.write(MAP, occupied)).isInstanceOf(IOException.class);

        assertThat(directory).isDirectoryNotContaining(other -> !other.equals(occupied));
    }

    @ParameterizedTest
    @MethodSource("writers")
    void missingDirectoryIsAFailureToWrite(DepthWriter writer) {
        assertThatThrownBy(() -> writer.write(MAP, directory.resolve("missing").resolve("map")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @MethodSource("writers")
    void otherShapesAreRefused(DepthWriter writer) {
        assertThatThrownBy(() -> writer.write(FloatTensor.copyOf(Shape.of(1, 1, 2), 0, 1), directory.resolve("map")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("map must have shape [H, W] with H and W >= 1, got [1, 1, 2]");
    }

    @ParameterizedTest
    @MethodSource("writers")
    void emptyMapsAreRefused(DepthWriter writer) {
        assertThatThrownBy(() -> writer.write(FloatTensor.copyOf(Shape.of(0, 4)), directory.resolve("map")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("map must have shape [H, W] with H and W >= 1, got [0, 4]");
    }

    @Test
    void failureWhileWritingKeepsTheOldFile() throws IOException {
        Path file = directory.resolve("map");
        Files.writeString(file, "old");

        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");

        assertThat(file).hasContent("old");
        assertThat(directory).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions")
    void fileIsReadableLikeAnyNewFile() throws IOException {
        Path plain = Files.createFile(directory.resolve("plain"));
        Path file = directory.resolve("map");

        DepthWriter.npy().write(MAP, file);

        assertThat(Files.getAttribute(file, "posix:permissions"))
                .isEqualTo(Files.getAttribute(plain, "posix:permissions"));
    }

    private static Stream<DepthWriter> writers() {
        return Stream.of(
                DepthWriter.colorPng(Colormap.spectral()),
                DepthWriter.greyPng16(),
                DepthWriter.npy(),
                DepthWriter.pfm());
    }
}
