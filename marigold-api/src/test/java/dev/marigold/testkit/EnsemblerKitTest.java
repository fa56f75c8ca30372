package dev.marigold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.marigold.ensemble.LeastSquaresEnsemblerProvider;
import dev.marigold.ensemble.MedianEnsemblerProvider;
import dev.marigold.prediction.AffineInvariance;
import dev.marigold.spi.EnsembleResult;
import dev.marigold.spi.Ensembler;
import dev.marigold.spi.EnsemblerProvider;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The kit finds what it is there to find. ENS-6 cannot be broken by honest means, since tensors are immutable. */
class EnsemblerKitTest {
    private static final Pattern RULE = Pattern.compile("ENS-\\d+");

    @ParameterizedTest
    @CsvSource({
        "BadId, ENS-1",
        "Unregistered, ENS-2",
        "Transposing, ENS-3",
        "DividingByZero, ENS-4",
        "DividingByNextToNothing, ENS-4",
        "LeavingTheUnitRange, ENS-4",
        "AlwaysSure, ENS-5",
        "CountingInOtherUnits, ENS-5",
        "PreferringTheFirst, ENS-7",
        "NotAligning, ENS-8",
        "FillingHalfTheRange, ENS-9",
        "SpreadingAbsoluteMaps, ENS-10",
        "ReplacingNaN, ENS-11",
        "AcceptingOneMember, ENS-12",
        "Counting, ENS-13",
        "SharingScratchMemory, ENS-13",
        "ReusingItsBuffers, ENS-14"
    })
    void kitFindsTheFault(String plugin, String rule) throws ClassNotFoundException {
        Class<?> test = Class.forName(EnsemblerKitTest.class.getName() + "$" + plugin);

        assertThat(brokenRules(test)).contains(rule);
    }

    @Test
    void kitFindsNothingWrongWithACorrectPlugin() {
        assertThat(brokenRules(Correct.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {AligningScaleAlone.class, AligningScaleAndShiftAlone.class})
    void kitFindsNothingWrongWithAPluginThatAlignsForOneInvarianceAlone(Class<?> test) {
        assertThat(brokenRules(test)).isEmpty();
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

    /** The default strategy under another name; each fault changes one thing. */
    static class Correct extends EnsemblerConformance implements Ensembler {
        private final Ensembler correct = new LeastSquaresEnsemblerProvider().create();

        @Override
        protected EnsemblerProvider provider() {
            return provider("plugin");
        }

        @Override
        protected boolean isDiscoverable() {
            return false;
        }

        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            return correct.ensemble(members, invariance);
        }

        EnsemblerProvider provider(String id) {
            return new EnsemblerProvider() {
                @Override
                public String id() {
                    return id;
                }

                @Override
                public Ensembler create() {
                    return Correct.this;
                }
            };
        }

        static EnsembleResult scaled(EnsembleResult result, float prediction, float uncertainty) {
            return new EnsembleResult(
                    scaled(result.prediction(), prediction), scaled(result.uncertainty(), uncertainty));
        }

        /** Returns how far the largest value is above the smallest. */
        static float spread(FloatTensor map) {
            float[] values = map.toArray();
            Arrays.sort(values);
            return values[values.length - 1] - values[0];
        }

        private static FloatTensor scaled(FloatTensor map, float factor) {
            float[] values = map.toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
            return FloatTensor.wrap(map.shape(), values);
        }
    }

    static class BadId extends Correct {
        @Override
        protected EnsemblerProvider provider() {
            return provider("Not well formed");
        }
    }

    static class Unregistered extends Correct {
        @Override
        protected boolean isDiscoverable() {
            return true;
        }
    }

    static class Transposing extends Correct {
        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            EnsembleResult result = super.ensemble(members, invariance);
            Shape shape = result.prediction().shape();
            Shape transposed = Shape.of(shape.extent(1), shape.extent(0));
            return new EnsembleResult(
                    result.prediction().reshape(transposed),
                    result.uncertainty().reshape(transposed));
        }
    }

    static class DividingByZero extends Correct {
        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            EnsembleResult result = super.ensemble(members, invariance);
            float largest = 0;
            for (float value : result.prediction().toArray()) {
                largest = Math.max(largest, value);
            }
            return scaled(result, largest == 0 ? Float.NaN : 1, 1);
        }
    }

    static class DividingByNextToNothing extends Correct {
        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            EnsembleResult result = super.ensemble(members, invariance);
            return scaled(result, 1, 1 / Math.max(spread(result.prediction()), 1e-6f));
        }
    }

    /** Where the map has one value. */
    static class LeavingTheUnitRange extends Correct {
        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            EnsembleResult result = super.ensemble(members, invariance);
            return scaled(result, spread(result.prediction()) == 0 ? 1.001f : 1, 1);
        }
    }

    static class AlwaysSure extends Correct {
        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            return scaled(super.ensemble(members, invariance), 1, 0);
        }
    }

    static class CountingInOtherUnits extends Correct {
        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            return scaled(super.ensemble(members, invariance), 1, 0.02f);
        }
    }

    static class PreferringTheFirst extends Correct {
        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            EnsembleResult result = super.ensemble(members, invariance);
            Shape shape = result.prediction().shape();
            return new EnsembleResult(members.slice(0, 1).reshape(shape), result.uncertainty());
        }
    }

    static class NotAligning extends Correct {
        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            return new MedianEnsemblerProvider().create().ensemble(members, invariance);
        }
    }

    /** Takes the median for the other invariance. */
    abstract static class AligningOne extends Correct {
        private final Ensembler median = new MedianEnsemblerProvider().create();
        private final AffineInvariance one;

        AligningOne(AffineInvariance one) {
            this.one = one;
        }

        @Override
        protected Set<AffineInvariance> aligned() {
            return Set.of(one);
        }

        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            return invariance == one ? super.ensemble(members, invariance) : median.ensemble(members, invariance);
        }
    }

    static class AligningScaleAlone extends AligningOne {
        AligningScaleAlone() {
            super(AffineInvariance.SCALE);
        }
    }

    static class AligningScaleAndShiftAlone extends AligningOne {
        AligningScaleAndShiftAlone() {
            super(AffineInvariance.SCALE_AND_SHIFT);
        }
    }

    static class FillingHalfTheRange extends Correct {
        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            return scaled(super.ensemble(members, invariance), 0.5f, 0.5f);
        }
    }

    static class SpreadingAbsoluteMaps extends Correct {
        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            return super.ensemble(members, AffineInvariance.SCALE_AND_SHIFT);
        }
    }

    static class ReplacingNaN extends Correct {
        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            float[] values = members.toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.isFinite(values[i]) ? values[i] : 0;
            }
            return super.ensemble(FloatTensor.wrap(members.shape(), values), invariance);
        }
    }

    static class AcceptingOneMember extends Correct {
        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            if (members.shape().extent(0) == 1) {
                return new EnsembleResult(members, members);
            }
            return super.ensemble(members, invariance);
        }
    }

    static class Counting extends Correct {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            return scaled(super.ensemble(members, invariance), 1, 1 + calls.incrementAndGet());
        }
    }

    static class SharingScratchMemory extends Correct {
        private final Meeting meeting = new Meeting();
        private final AtomicReference<FloatTensor> scratch = new AtomicReference<>();

        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            scratch.set(members);
            meeting.pass();
            return super.ensemble(scratch.get(), invariance);
        }
    }

    static class ReusingItsBuffers extends Correct {
        private final ThreadLocal<Map<Shape, float[]>> buffers = ThreadLocal.withInitial(HashMap::new);

        @Override
        public EnsembleResult ensemble(FloatTensor members, AffineInvariance invariance) {
            EnsembleResult result = super.ensemble(members, invariance);
            FloatTensor map = result.uncertainty();
            float[] buffer = buffers.get().computeIfAbsent(map.shape(), shape -> map.toArray());
            map.copyTo(0, buffer, 0, buffer.length);
            return new EnsembleResult(result.prediction(), FloatTensor.wrap(map.shape(), buffer));
        }
    }
}
