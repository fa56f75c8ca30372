package dev.marigold.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.dataset.DepthSample;
import dev.marigold.error.InvalidDatasetException;
import dev.marigold.image.NpyFile;
import dev.marigold.internal.file.NpyHeader;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.training.ArrayFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayDatasetTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeArrays() throws IOException {
        byte[] pixels = new byte[2 * 2 * 3 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (7 * i);
        }
        ArrayFiles.writeBytes(folder.resolve("rgb.npy"), "(2, 2, 3, 3)", pixels);
        NpyFile.write(
                FloatTensor.copyOf(Shape.of(2, 2, 3), 1, 2, 3, 4, 5, 6, 0.5f, 0, 2.5f, 3.5f, 4.5f, 5.5f),
                folder.resolve("depth.npy"));
    }

    @Test
    void samplesAreRecordsOfTheArrays() throws IOException {
        DepthSample sample = ArrayDataset.open(folder).sample(1);

        assertThat(sample.image().width()).isEqualTo(3);
        assertThat(sample.image().toTensor().get(0)).isEqualTo((7 * 18 & 0xff) / 255f);
        assertThat(sample.groundTruth().depth().toArray()).containsExactly(0.5f, 0, 2.5f, 3.5f, 4.5f, 5.5f);
        assertThat(sample.groundTruth().valid().toArray()).containsExactly(true, false, true, true, true, true);
    }

    @Test
    void settingsSayWhatTheScenesAre() throws IOException {
        Map<String, String> unknown = ArrayDataset.open(folder).settings();
        Files.writeString(folder.resolve("settings.txt"), "generator=7\nseed=3\n");
        Map<String, String> known = ArrayDataset.open(folder).settings();
        ArrayFiles.writeDepths(folder, 5, 2, 2, 3);
        Map<String, String> others = ArrayDataset.open(folder).settings();

        assertThat(unknown).containsEntry("extents", "3x2").containsEntry("rendered_with", "unknown");
        assertThat(known)
                .containsEntry("rendered_with", "generator=7, seed=3")
                .containsEntry("digest", unknown.get("digest"));
        assertThat(others.get("digest")).matches("[0-9a-f]{16}").isNotEqualTo(known.get("digest"));
    }

    @Test
    void arraysOfOtherExtentsAreRefused() throws IOException {
        NpyFile.write(FloatTensor.wrap(Shape.of(2, 3, 2), new float[12]), folder.resolve("depth.npy"));

        assertThatThrownBy(() -> ArrayDataset.open(folder))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(folder.resolve("depth.npy")
                        + " must have the extents of rgb.npy [2, 2, 3, 3] without the last, 3, got [2, 3, 2]");
    }

    @Test
    void truncatedArraysAreRefused() throws IOException {
        Path file = folder.resolve("rgb.npy");
        ArrayFiles.writeBytes(file, "(2, 2, 3, 3)", new byte[35]);
        long size = Files.size(file);

        assertThatThrownBy(() -> ArrayDataset.open(folder))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(file + " must have " + (size + 1) + " bytes for its header, got " + size);
    }

    @Test
    void settingsThatAreNoTextAreRefused() throws IOException {
        Path file = folder.resolve("settings.txt");
        Files.write(file, new byte[] {(byte) 0xff});

        assertThatThrownBy(() -> ArrayDataset.open(folder))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(file + " must be UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0, 2, 3 | extents in [1, 2147483647]",
                "2, 0, 3 | extents in [1, 2147483647]",
                "2147483648, 2, 3 | extents in [1, 2147483647]",
                "1, 65536, 8192 | pictures of at most 268435456 pixels",
            })
    void extentsThatCannotBeAddressedAreRefused(String extents, String rule) throws IOException {
        Path file = folder.resolve("rgb.npy");
        ArrayFiles.writeBytes(file, "(" + extents + ", 3)", new byte[0]);
        Files.write(folder.resolve("depth.npy"), NpyHeader.write("<f4", numbers(extents), 0));

        assertThatThrownBy(() -> ArrayDataset.open(folder))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(file + " must have " + rule + ", got [" + extents + ", 3]");
    }

    private static List<Long> numbers(String extents) {
        return Arrays.stream(extents.split(", ")).map(Long::valueOf).toList();
    }

    @Test
    void headersBeyondTheEndAreRefused() throws IOException {
        Path file = folder.resolve("rgb.npy");
        Files.write(file, new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, -1, '{', '}'});

        assertThatThrownBy(() -> ArrayDataset.open(folder))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(file + " must hold a header of 4294967295 bytes, got 2");
    }
}
