package dev.marigold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.ensemble.LeastSquaresEnsemblerProvider;
import dev.marigold.ensemble.MedianEnsemblerProvider;
import dev.marigold.image.OutputSize;
import dev.marigold.image.RgbImage;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.progress.Progress;
import dev.marigold.progress.Stage;
import dev.marigold.spi.EnsemblerProvider;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.FakeBackend;
import dev.marigold.testing.FakeSchedulerProvider;
import dev.marigold.testing.Pictures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepthMembersTest {
    private static final RgbImage PICTURE = Pictures.slopes(90, 61);
    private static final EnsemblerProvider ENSEMBLER = new LeastSquaresEnsemblerProvider();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void mergingTheFirstMembersIsBitByBitAPlainRunOfThatSize(int size) {
        try (DepthEstimator estimator = deterministic(settings -> settings.ensembler(ENSEMBLER))) {
            DepthMembers members = estimator.members(request(7));

            DepthPrediction merged = members.merge(size, ENSEMBLER);

            DepthPrediction plain = estimator.estimate(request(size));
            assertThat(members.hasExactPrefixes()).isTrue();
            assertThat(merged.depth()).isEqualTo(plain.depth());
            assertThat(merged.uncertainty()).isEqualTo(plain.uncertainty());
            assertThat(merged.provenance()).isEqualTo(plain.provenance());
            assertThat(merged.invariance()).isEqualTo(plain.invariance());
            assertThat(merged.timings().stages().keySet())
                    .isEqualTo(plain.timings().stages().keySet());
        }
    }

    @Test
    void anotherEnsemblerMergesTheSameMembers() {
        try (DepthEstimator estimator = deterministic(settings -> settings.ensembler(new MedianEnsemblerProvider()))) {
            DepthPrediction plain = estimator.estimate(request(5));

            DepthPrediction merged =
                    deterministic(UnaryOperator.identity()).members(request(5)).merge(5, new MedianEnsemblerProvider());

            assertThat(merged.depth()).isEqualTo(plain.depth());
            assertThat(merged.provenance().ensembler()).isEqualTo("median");
        }
    }

    @Test
    void membersOfTheProcessingSizeMayBeMergedAtThatSize() {
        try (DepthEstimator estimator = deterministic(settings -> settings.outputSize(OutputSize.PROCESSING))) {
            DepthMembers members = estimator.members(request(3));

            assertThat(members.maps().shape()).isEqualTo(Shape.of(3, 43, 64));
            assertThat(members.merge(2, ENSEMBLER).depth().shape()).isEqualTo(Shape.of(43, 64));
        }
    }

    @Test
    void stepNoiseMakesOtherMembersAndSaysSo() {
        try (DepthEstimator estimator = EstimatorFixture.estimator(
                settings -> settings.scheduler(new FakeSchedulerProvider(0.3)).ensembler(ENSEMBLER))) {
            DepthMembers members = estimator.members(request(4));

            assertThat(members.hasExactPrefixes()).isFalse();
            assertThat(members.merge(4, ENSEMBLER).depth())
                    .isEqualTo(estimator.estimate(request(4)).depth());
            assertThat(members.merge(2, ENSEMBLER).depth())
                    .isNotEqualTo(estimator.estimate(request(2)).depth());
        }
    }

    @Test
    void drawThatEndsWithinABlockMakesAnotherLastMemberAndSaysSo() {
        // 3 x 5 latents of 4 channels: 60 values, no multiple of the 16 that PyTorch draws at once.
        RgbImage picture = Pictures.slopes(40, 24);
        try (DepthEstimator estimator = deterministic(settings -> settings.processingResolution(40))) {
            DepthMembers four = estimator.members(
                    DepthRequest.builder(picture).ensembleSize(4).build());
            DepthMembers two = estimator.members(
                    DepthRequest.builder(picture).ensembleSize(2).build());

            assertThat(two.hasExactPrefixes()).isFalse();
            assertThat(four.maps().slice(0, 1)).isEqualTo(two.maps().slice(0, 1));
            assertThat(four.maps().slice(1, 2)).isNotEqualTo(two.maps().slice(1, 2));
        }
    }

    @Test
    void givenLatentsHaveExactPrefixesWhateverTheirSize() {
        float[] values = new float[4 * 60];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        FloatTensor latents = FloatTensor.wrap(Shape.of(4, 4, 3, 5), values);
        try (DepthEstimator estimator = deterministic(settings -> settings.processingResolution(40))) {
            DepthMembers members = estimator.members(DepthRequest.builder(Pictures.slopes(40, 24))
                    .latents(latents)
                    .ensembleSize(4)
                    .build());

            assertThat(members.hasExactPrefixes()).isTrue();
            assertThat(members.provenance().seed()).isEmpty();
        }
    }

    @Test
    void networksRunOnceHoweverOftenMembersAreMerged() {
        FakeBackend backend = EstimatorFixture.backend();
        try (DepthEstimator estimator = EstimatorFixture.estimator(backend, UnaryOperator.identity())) {
            DepthMembers members = estimator.members(request(5));
            int evaluations = backend.evaluations.get();

            for (int size = 1; size <= 5; size++) {
                members.merge(size, ENSEMBLER);
            }

            assertThat(evaluations).isEqualTo(1 + 5 * 4 + 5);
            assertThat(backend.evaluations).hasValue(evaluations);
        }
    }

    @Test
    void membersOutliveTheirEstimator() {
        DepthMembers members;
        try (DepthEstimator estimator = deterministic(UnaryOperator.identity())) {
            members = estimator.members(request(3));
        }

        assertThat(members.merge(3, ENSEMBLER).depth().shape()).isEqualTo(Shape.of(61, 90));
    }

    @Test
    void networkTimeIsInProportionToTheMembers() {
        try (DepthEstimator estimator = deterministic(UnaryOperator.identity())) {
            DepthMembers members = estimator.members(request(4));

            DepthPrediction merged = members.merge(1, ENSEMBLER);

            assertThat(merged.timings().of(Stage.DENOISE))
                    .isEqualTo(members.timings().of(Stage.DENOISE).dividedBy(4));
            assertThat(merged.timings().of(Stage.ENCODE))
                    .isEqualTo(members.timings().of(Stage.ENCODE));
            assertThat(merged.timings().of(Stage.ENSEMBLE)).isZero();
        }
    }

    @Test
    void requestsListenersAreHeard() {
        List<Progress> heard = new ArrayList<>();
        try (DepthEstimator estimator = deterministic(UnaryOperator.identity())) {
            estimator.members(
                    request(2).toBuilder().steps(3).progress(heard::add).build());
        }

        assertThat(heard).contains(new Progress(Stage.DENOISE, 6, 6, ""), new Progress(Stage.DECODE, 2, 2, ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void thereAreNoMoreMembersThanWereComputed(int size) {
        try (DepthEstimator estimator = deterministic(UnaryOperator.identity())) {
            DepthMembers members = estimator.members(request(3));

            assertThatThrownBy(() -> members.merge(size, ENSEMBLER))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("ensembleSize must be in [1, 3], got " + size);
        }
    }

    @Test
    void closedEstimatorHasNoMembers() {
        DepthEstimator estimator = deterministic(UnaryOperator.identity());
        estimator.close();

        assertThatThrownBy(() -> estimator.members(request(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The estimator is closed");
    }

    @Test
    void defaultsTellHowAPlainRequestComesAbout() {
        try (DepthEstimator estimator =
                deterministic(settings -> settings.steps(3).ensembleSize(2))) {
            assertThat(estimator.defaults())
                    .isEqualTo(estimator.estimate(PICTURE).provenance());
        }
    }

    private static DepthEstimator deterministic(UnaryOperator<DepthEstimator.Builder> settings) {
        return EstimatorFixture.estimator(builder -> settings.apply(builder.scheduler(new FakeSchedulerProvider(0))));
    }

    private static DepthRequest request(int ensembleSize) {
        return DepthRequest.builder(PICTURE).ensembleSize(ensembleSize).build();
    }
}
