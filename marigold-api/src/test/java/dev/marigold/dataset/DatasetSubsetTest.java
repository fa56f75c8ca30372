package dev.marigold.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.image.RgbImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetSubsetTest {
    private final Numbers whole = new Numbers();

    @Test
    void aRangeKeepsTheOrder() {
        assertThat(ids(DatasetSubset.range(whole, 3, 6))).containsExactly("3", "4", "5");
        assertThat(ids(DatasetSubset.range(DatasetSubset.range(whole, 3, 6), 1, 2)))
                .containsExactly("4");
    }

    @Test
    void matchingSamplesKeepTheOrder() {
        DatasetSubset even = DatasetSubset.matching(whole, sample -> Integer.parseInt(sample.id()) % 2 == 0);

        assertThat(ids(even)).containsExactly("0", "2", "4", "6");
        assertThat(even.whole()).isSameAs(whole);
        assertThat(even.name()).isEqualTo("numbers");
        assertThat(even.range()).isEqualTo(whole.range());
        assertThat(even.settings()).isEqualTo(Map.of("kind", "natural"));
    }

    @Test
    void samplesBeyondTheEndAreRefused() {
        DatasetSubset subset = DatasetSubset.range(whole, 3, 6);

        assertThatThrownBy(() -> subset.sample(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> subset.sample(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> DatasetSubset.range(whole, 3, 9)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void closingClosesTheWhole() throws IOException {
        DatasetSubset.range(whole, 0, 1).close();

        assertThat(whole.closed).isTrue();
    }

    private static List<String> ids(DepthDataset dataset) {
        return IntStream.range(0, dataset.size())
                .mapToObj(index -> dataset.sample(index).id())
                .toList();
    }

    /** Eight samples, named by their number. */
    private static final class Numbers implements DepthDataset {
        private boolean closed;

        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public DepthRange range() {
            return new DepthRange(1, 8);
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("kind", "natural");
        }

        @Override
        public int size() {
            return 8;
        }

        @Override
        public DepthSample sample(int index) {
            return new Named(Integer.toString(index));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private record Named(String id) implements DepthSample {
        @Override
        public String group() {
            return "";
        }

        @Override
        public String predictionName() {
            return id + ".npy";
        }

        @Override
        public RgbImage image() {
            throw new UnsupportedOperationException("there is no picture");
        }

        @Override
        public GroundTruth groundTruth() {
            throw new UnsupportedOperationException("there is no depth");
        }
    }
}
