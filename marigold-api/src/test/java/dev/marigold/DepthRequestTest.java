package dev.marigold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.progress.Cancellation;
import dev.marigold.progress.ProgressListener;
import dev.marigold.progress.TraceListener;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepthRequestTest {
    private static final FloatTensor LATENTS = FloatTensor.copyOf(Shape.of(1, 1, 1, 1), 0.5f);

    private static DepthRequest.Builder builder() {
        return DepthRequest.builder(Pictures.slopes(2, 2));
    }

    @Test
    void leavesEverythingToTheEstimatorByDefault() {
        DepthRequest request = DepthRequest.of(Pictures.slopes(2, 2));

        assertThat(request.seed()).isEmpty();
        assertThat(request.latents()).isEmpty();
        assertThat(request.steps()).isEmpty();
        assertThat(request.ensembleSize()).isEmpty();
        assertThat(request.progress()).isEmpty();
        assertThat(request.cancellation().isCancelled()).isFalse();
    }

    @Test
    void toBuilderKeepsEverything() {
        Cancellation cancellation = new Cancellation();
        ProgressListener progress = ProgressListener.none();
        TraceListener trace = TraceListener.none();

        DepthRequest copy = builder()
                .latents(LATENTS)
                .steps(3)
                .ensembleSize(2)
                .cancellation(cancellation)
                .progress(progress)
                .trace(trace)
                .build()
                .toBuilder()
                .build();

        assertThat(copy.latents()).contains(LATENTS);
        assertThat(copy.hasZeroLatents()).isFalse();
        assertThat(builder().zeroLatents().build().toBuilder().build().hasZeroLatents())
                .isTrue();
        assertThat(copy.steps()).hasValue(3);
        assertThat(copy.ensembleSize()).hasValue(2);
        assertThat(copy.cancellation()).isSameAs(cancellation);
        assertThat(copy.progress()).containsSame(progress);
        assertThat(copy.trace()).isSameAs(trace);
    }

    @Test
    void toBuilderKeepsTheSeed() {
        assertThat(builder().seed(-3).build().toBuilder().build().seed()).hasValue(-3);
    }

    @Test
    void whatIsSetReplacesWhereTheCopiedRequestStartedFrom() {
        DepthRequest seeded =
                builder().latents(LATENTS).build().toBuilder().seed(5).build();
        DepthRequest given = seeded.toBuilder().latents(LATENTS).build();
        DepthRequest zeros = given.toBuilder().zeroLatents().build();
        DepthRequest again = zeros.toBuilder().seed(6).build();

        assertThat(seeded.seed()).hasValue(5);
        assertThat(seeded.latents()).isEmpty();
        assertThat(given.seed()).isEmpty();
        assertThat(given.latents()).contains(LATENTS);
        assertThat(zeros.latents()).isEmpty();
        assertThat(zeros.hasZeroLatents()).isTrue();
        assertThat(again.hasZeroLatents()).isFalse();
        assertThat(again.seed()).hasValue(6);
    }

    @Test
    void twoStartsThatAreSetOnACopyExcludeEachOtherToo() {
        assertThatThrownBy(builder().seed(1).build().toBuilder().seed(7).zeroLatents()::build)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("zeroLatents replace what else there is to start from, leave out seed 7");
    }

    @Test
    void theTextTellsWhereTheRequestStartsFrom() {
        assertThat(builder().zeroLatents().build().toString())
                .endsWith("seed=null, latents=null, zeroLatents=true, steps=null, ensembleSize=null]");
    }

    @Test
    void seedAndLatentsExcludeEachOther() {
        assertThatThrownBy(builder().seed(7).latents(LATENTS)::build)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("seed and latents exclude each other: the latents replace what the seed would draw,"
                        + " got seed 7 and latents of shape [1, 1, 1, 1]");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void latentsThatAreNotFiniteAreRefused(float value) {
        assertThatThrownBy(() -> builder().latents(FloatTensor.copyOf(Shape.of(1, 1, 1, 1), value)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("latents must be finite, got NaN or infinite values");
    }

    @Test
    void latentsOfAnotherRankAreRefused() {
        assertThatThrownBy(() -> builder().latents(FloatTensor.copyOf(Shape.of(1), 0)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("latents must have shape [members, channels, height, width], got [1]");
    }

    @Test
    void stepsOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> builder().steps(0))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("steps must be in [1, 1000], got 0");
    }

    @Test
    void anEnsembleSizeOutsideItsRangeIsRefused() {
        assertThatThrownBy(() -> builder().ensembleSize(65))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("ensembleSize must be in [1, 64], got 65");
    }

    @Test
    void zeroLatentsReplaceWhatElseThereIs() {
        assertThatThrownBy(builder().seed(7).zeroLatents()::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("zeroLatents replace what else there is to start from, leave out seed 7");
        assertThatThrownBy(builder().latents(LATENTS).zeroLatents()::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "zeroLatents replace what else there is to start from, leave out latents of shape [1, 1, 1, 1]");
    }
}
