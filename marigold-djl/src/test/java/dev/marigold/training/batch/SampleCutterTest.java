package dev.marigold.training.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.image.ResampleMode;
import dev.marigold.training.MemoryDataset;
import dev.marigold.training.data.Photometric;
import dev.marigold.training.data.SampleGeometry;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.normalization.DepthNormalization;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a picture is done to its depth. */
class SampleCutterTest {
    private static final TrainingSize SIZE = new TrainingSize(24, 20);
    private static final MemoryDataset DATA = new MemoryDataset("data", 3);

    private static TrainingSample cut(double flipProbability, double smallestCrop) throws IOException {
        SampleGeometry geometry = new SampleGeometry(flipProbability, smallestCrop, ResampleMode.BILINEAR);
        return new SampleCutter(geometry, Photometric.none(), DepthNormalization.published())
                .cut(DATA.sample(1), SIZE, new SplittableRandom(4));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.6})
    void mirroringMirrorsEverything(double smallestCrop) throws IOException {
        TrainingSample plain = cut(0, smallestCrop);
        TrainingSample mirrored = cut(1, smallestCrop);

        assertThat(mirrored.picture()).usingComparatorWithPrecision(1e-5f).containsExactly(mirror(plain.picture()));
        assertThat(mirrored.metres()).isEqualTo(mirror(plain.metres()));
        assertThat(mirrored.depth().values().toArray())
                .isEqualTo(mirror(plain.depth().values().toArray()));
        assertThat(plain.picture()).isNotEqualTo(mirrored.picture());
    }

    private static float[] mirror(float[] rows) {
        float[] mirrored = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int column = i % SIZE.width();
            mirrored[i - column + SIZE.width() - 1 - column] = rows[i];
        }
        return mirrored;
    }

    @Test
    void depthIsCutWhereThePictureIs() throws IOException {
        TrainingSample whole = cut(0, 1);
        float[] metres = DATA.sample(1).groundTruth().depth().toArray();
        float[] red = DATA.sample(1).image().toTensor().toArray();

        assertThat(whole.metres()).isEqualTo(metres);
        for (int i = 0; i < metres.length; i++) {
            assertThat(whole.picture()[i]).isCloseTo(red[i] * 2 - 1, within(1e-6f));
        }
    }

    @Test
    void alterationsMustBePossible() {
        assertThatThrownBy(() -> Photometric.builder().blur(0.2, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("blur must be at most a finite value >= 0, got -1.0");
        assertThatThrownBy(() -> Photometric.builder().noise(0.2, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("noise must be at most a finite value >= 0, got NaN");
        assertThatThrownBy(() -> new SampleGeometry(0.5, 1, ResampleMode.BICUBIC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pictures must be BILINEAR or NEAREST_EXACT, got BICUBIC");
    }
}
