package dev.marigold.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownDepthTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, -1.5, Double.NaN, Double.POSITIVE_INFINITY})
    void metresThatAreNoDistanceAreRefused(double metres) {
        assertThatThrownBy(() -> KnownDepth.at(3, 4, metres))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metres at (3, 4) must be finite and > 0, got " + metres);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void sigmaThatIsNoDeviationIsRefused(double sigma) {
        assertThatThrownBy(() -> KnownDepth.at(3, 4, 1).withSigma(sigma))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sigma at (3, 4) must be finite and > 0, got " + sigma);
    }

    @Test
    void negativePixelsAreRefused() {
        assertThatThrownBy(() -> KnownDepth.at(3, -4, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x and y must be >= 0, got (3, -4)");
    }

    @Test
    void emptyRegionsAreRefused() {
        assertThatThrownBy(() -> KnownDepth.region(3, 4, 0, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("width and height must be >= 1, got 0 and 2");
    }

    @Test
    void regionReachingOutOfThePictureIsRefused() {
        assertThatThrownBy(() -> KnownDepth.region(3, 4, 5, 2, 1).requireInside(7, 9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("known depth (3, 4) 5x2 = 1.0 m must be inside the picture of 7x9");
    }

    @Test
    void sigmaIsKept() {
        KnownDepth depth = KnownDepth.region(1, 2, 3, 4, 5);

        assertThat(depth.sigma()).isEmpty();
        assertThat(depth.withSigma(0.1).sigma()).hasValue(0.1);
        assertThat(depth.withSigma(0.1)).hasToString("(1, 2) 3x4 = 5.0 m");
    }

    @Test
    void largeMapsAreThinnedOutEvenly() {
        float[] metres = new float[90_001];
        Arrays.fill(metres, 2);

        List<KnownDepth> known = KnownDepth.ofMap(FloatTensor.wrap(Shape.of(1, metres.length), metres));

        assertThat(known).hasSize(18_001);
        assertThat(known.get(0).x()).isZero();
        assertThat(known.get(18_000).x()).isEqualTo(90_000);
    }
}
