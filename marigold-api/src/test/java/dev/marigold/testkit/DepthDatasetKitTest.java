package dev.marigold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The kit finds what it is there to find. */
class DepthDatasetKitTest {
    private static final Pattern RULE = Pattern.compile("DATA-\\d+");

    @ParameterizedTest
    @CsvSource({
        "Nameless, DATA-1",
        "Clamping, DATA-2",
        "SameIds, DATA-3",
        "AbsolutePredictions, DATA-4",
        "Cropping, DATA-5",
        "TrustingHoles, DATA-6",
        "Changing, DATA-7",
        "BoundToAThread, DATA-8",
        "ClosingOnce, DATA-9"
    })
    void kitFindsTheFault(String fault, String rule) throws ClassNotFoundException {
        Class<?> test = Class.forName(DepthDatasetKitTest.class.getName() + "$" + fault);

        assertThat(brokenRules(test)).contains(rule);
    }

    @Test
    void kitFindsNothingWrongWithACorrectDataset() {
        assertThat(brokenRules(Correct.class)).isEmpty();
    }

    private static Set<String> brokenRules(Class<?> test) {
        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(test))
                .execute()
                .testEvents();
        Set<String> rules = new TreeSet<>();
        events.failed().stream().forEach(event -> rules.add(rule(event.getTestDescriptor())));
        return rules;
    }

    private static String rule(TestDescriptor test) {
        Matcher matcher = RULE.matcher(test.getDisplayName());
        return matcher.find() ? matcher.group() : rule(test.getParent().orElseThrow());
    }

    /** Two samples of 3 x 2 pixels; each fault changes one thing. */
    static class Correct extends DepthDatasetConformance {
        @Override
        protected DepthDataset open() {
            return new Dataset(this);
        }

        String name() {
            return "two";
        }

        int position(int index) {
            if (index < 0 || index > 1) {
                throw new IndexOutOfBoundsException(index);
            }
            return index;
        }

        String id(int index) {
            return "sample" + index + ".png";
        }

        String predictionName(int index) {
            return "sample" + index + ".npy";
        }

        int pictureWidth() {
            return 3;
        }

        float depth(int index, int pixel) {
            return 1 + index + pixel;
        }

        void close() {}
    }

    static class Nameless extends Correct {
        @Override
        String name() {
            return " ";
        }
    }

    static class Clamping extends Correct {
        @Override
        int position(int index) {
            return Math.min(Math.max(index, 0), 1);
        }
    }

    static class SameIds extends Correct {
        @Override
        String id(int index) {
            return "sample.png";
        }
    }

    static class AbsolutePredictions extends Correct {
        @Override
        String predictionName(int index) {
            return "/data/sample" + index + ".npy";
        }
    }

    static class Cropping extends Correct {
        @Override
        int pictureWidth() {
            return 2;
        }
    }

    static class TrustingHoles extends Correct {
        @Override
        float depth(int index, int pixel) {
            return pixel;
        }
    }

    static class Changing extends Correct {
        private final AtomicInteger reads = new AtomicInteger();

        @Override
        float depth(int index, int pixel) {
            return reads.incrementAndGet();
        }
    }

    static class BoundToAThread extends Correct {
        private final Thread owner = Thread.currentThread();

        @Override
        float depth(int index, int pixel) {
            return Thread.currentThread() == owner ? 1 : 2;
        }
    }

    static class ClosingOnce extends Correct {
        private boolean closed;

        @Override
        void close() {
            if (closed) {
                throw new IllegalStateException("closed already");
            }
            closed = true;
        }
    }

    private record Dataset(Correct kind) implements DepthDataset {
        @Override
        public String name() {
            return kind.name();
        }

        @Override
        public DepthRange range() {
            return new DepthRange(0, 10);
        }

        @Override
        public int size() {
            return 2;
        }

        @Override
        public DepthSample sample(int index) {
            return new Sample(kind, kind.position(index));
        }

        @Override
        public void close() {
            kind.close();
        }
    }

    private record Sample(Correct kind, int index) implements DepthSample {
        private static final int HEIGHT = 2;
        private static final int WIDTH = 3;

        @Override
        public String id() {
            return kind.id(index);
        }

        @Override
        public String group() {
            return kind.name();
        }

        @Override
        public String predictionName() {
            return kind.predictionName(index);
        }

        @Override
        public RgbImage image() {
            return RgbImage.ofRgb(kind.pictureWidth(), HEIGHT, new byte[3 * kind.pictureWidth() * HEIGHT]);
        }

        @Override
        public GroundTruth groundTruth() {
            float[] metres = new float[HEIGHT * WIDTH];
            for (int i = 0; i < metres.length; i++) {
                metres[i] = kind.depth(index, i);
            }
            return new GroundTruth(FloatTensor.wrap(Shape.of(HEIGHT, WIDTH), metres), PixelMask.all(HEIGHT, WIDTH));
        }
    }
}
