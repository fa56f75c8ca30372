package dev.marigold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The rules every {@link DepthDataset} must obey, numbered as in {@code docs/datasets.md}. Subclass it in your tests:
 *
 * <pre>{@code
 * class MyDatasetConformanceTest extends DepthDatasetConformance {
 *     @Override
 *     protected DepthDataset open() {
 *         return new MyDataset();
 *     }
 * }
 * }</pre>
 */
public abstract class DepthDatasetConformance {
    private static final int THREADS = 8;

    /** Creates the kit; JUnit calls it. */
    protected DepthDatasetConformance() {}

    /**
     * Returns the data set under test, opened anew; the kit closes it.
     *
     * @throws IOException if it cannot be opened
     */
    protected abstract DepthDataset open() throws IOException;

    /** Returns how many samples, from the first on, are decoded; override it if that takes too long. */
    protected int decodedSamples() {
        return 8;
    }

    @Test
    @DisplayName("DATA-1 has a name and at least one sample, each time the same")
    void hasANameAndSamples() throws IOException {
        try (DepthDataset first = open();
                DepthDataset second = open()) {
            assertThat(first.name()).isNotBlank().isEqualTo(second.name());
            assertThat(first.size()).isPositive().isEqualTo(second.size());
            assertThat(first.range()).isEqualTo(second.range());
            assertThat(first.settings()).isEqualTo(second.settings());
            assertThat(ids(first)).isEqualTo(ids(second));
        }
    }

    @Test
    @DisplayName("DATA-2 refuses positions outside the data set")
    void refusesPositionsOutside() throws IOException {
        try (DepthDataset dataset = open()) {
            int size = dataset.size();

            assertThatThrownBy(() -> dataset.sample(-1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> dataset.sample(size)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    @DisplayName("DATA-3 ids are unique and samples belong to a group")
    void idsAreUnique() throws IOException {
        try (DepthDataset dataset = open()) {
            assertThat(ids(dataset))
                    .doesNotHaveDuplicates()
                    .allSatisfy(id -> assertThat(id).isNotBlank().doesNotContain("\\"));
            for (int i = 0; i < dataset.size(); i++) {
                assertThat(dataset.sample(i).group()).isNotBlank();
            }
        }
    }

    @Test
    @DisplayName("DATA-4 names of predictions are unique paths of NumPy files inside a folder")
    void predictionsHaveNames() throws IOException {
        try (DepthDataset dataset = open()) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < dataset.size(); i++) {
                names.add(dataset.sample(i).predictionName());
            }

            assertThat(names)
                    .doesNotHaveDuplicates()
                    .allSatisfy(
                            name -> assertThat(name).matches("[^/\\\\].*\\.npy").doesNotContain("\\"));
        }
    }

    @Test
    @DisplayName("DATA-5 picture and depth have one size")
    void pictureAndDepthHaveOneSize() throws IOException {
        try (DepthDataset dataset = open()) {
            for (DepthSample sample : decoded(dataset)) {
                RgbImage image = sample.image();
                GroundTruth truth = sample.groundTruth();

                assertThat(truth.width()).as(sample.id()).isEqualTo(image.width());
                assertThat(truth.height()).as(sample.id()).isEqualTo(image.height());
            }
        }
    }

    @Test
    @DisplayName("DATA-6 depth that counts is finite and above 0")
    void depthThatCountsIsFiniteAndPositive() throws IOException {
        try (DepthDataset dataset = open()) {
            for (DepthSample sample : decoded(dataset)) {
                FloatTensor depth = sample.groundTruth().depth();
                PixelMask valid = sample.groundTruth().valid();
                for (int i = 0; i < depth.shape().elementCount(); i++) {
                    if (valid.get(i)) {
                        assertThat(depth.get(i))
                                .as("%s, pixel %d", sample.id(), i)
                                .isFinite()
                                .isPositive();
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("DATA-7 reading again gives the same")
    void readingAgainGivesTheSame() throws IOException {
        try (DepthDataset dataset = open()) {
            for (DepthSample sample : decoded(dataset)) {
                assertThat(Content.of(sample)).isEqualTo(Content.of(sample));
            }
        }
    }

    @Test
    @DisplayName("DATA-8 threads may read at the same time")
    void threadsMayReadAtTheSameTime() throws Exception {
        try (DepthDataset dataset = open()) {
            List<DepthSample> samples = decoded(dataset);
            List<Callable<Content>> reads = new ArrayList<>();
            for (int i = 0; i < THREADS * samples.size(); i++) {
                DepthSample sample = samples.get(i % samples.size());
                reads.add(() -> Content.of(sample));
            }

            List<Content> contents = ConformanceThreads.together(THREADS, reads);

            for (int i = 0; i < contents.size(); i++) {
                assertThat(contents.get(i)).isEqualTo(Content.of(samples.get(i % samples.size())));
            }
        }
    }

    @Test
    @DisplayName("DATA-9 closing twice does nothing")
    void closingTwiceDoesNothing() throws IOException {
        DepthDataset dataset = open();
        dataset.close();

        assertThatCode(dataset::close).doesNotThrowAnyException();
    }

    private List<DepthSample> decoded(DepthDataset dataset) {
        List<DepthSample> samples = new ArrayList<>();
        for (int i = 0; i < Math.min(dataset.size(), decodedSamples()); i++) {
            samples.add(dataset.sample(i));
        }
        return samples;
    }

    private static List<String> ids(DepthDataset dataset) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < dataset.size(); i++) {
            ids.add(dataset.sample(i).id());
        }
        return ids;
    }

    /** What a sample holds. */
    private record Content(FloatTensor image, FloatTensor depth, PixelMask valid) {
        static Content of(DepthSample sample) throws IOException {
            GroundTruth truth = sample.groundTruth();
            return new Content(sample.image().toTensor(), truth.depth(), truth.valid());
        }
    }
}
