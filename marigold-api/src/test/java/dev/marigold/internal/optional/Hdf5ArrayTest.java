package dev.marigold.internal.optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays that h5py wrote: compressed or not, in half precision and in 16-bit integers, as in the raw data of Hypersim. */
class Hdf5ArrayTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void copyFile() throws IOException {
        file = folder.resolve("arrays.hdf5");
        try (InputStream stream = Hdf5ArrayTest.class.getResourceAsStream("hdf5-arrays-h5py3.16.hdf5")) {
            Files.copy(stream, file);
        }
    }

    /** Where the library fails in another way each time. */
    @ParameterizedTest
    @ValueSource(ints = {0, 7, 67, 500, 5000})
    void aFileThatIsCutOffIsRefusedByName(int length) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

        assertThatThrownBy(() -> Hdf5Array.read(file, "color"))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessageStartingWith(file + " must be an HDF5 file with an array of numbers 'color': ");
    }

    @Test
    void halfPrecisionInCompressedChunksIsRead() throws IOException {
        FloatTensor metres = Hdf5Array.read(file, "depth_meters");

        assertThat(metres.shape()).isEqualTo(Shape.of(5, 7));
        assertThat(metres.get(0)).isNaN();
        for (int i = 1; i < 35; i++) {
            assertThat(metres.get(i)).isEqualTo(i / 8f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"color", "plain"})
    void coloursAreReadCompressedOrNot(String key) throws IOException {
        FloatTensor colors = Hdf5Array.read(file, key);

        assertThat(colors.shape()).isEqualTo(Shape.of(2, 4, 3));
        for (int i = 0; i < 24; i++) {
            assertThat(colors.get(i)).isEqualTo(i / 4f);
        }
    }

    @Test
    void shortIntegersAreRead() throws IOException {
        assertThat(Hdf5Array.read(file, "render_entity_id").toArray()).containsExactly(-1, 2, 300, 4);
    }
}
