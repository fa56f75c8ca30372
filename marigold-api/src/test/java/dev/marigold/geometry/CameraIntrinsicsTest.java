package dev.marigold.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraIntrinsicsTest {
    private static final double ROUNDING = 1e-9;

    @Test
    void halfTheWidthIsSeenUnderHalfTheFieldOfView() {
        CameraIntrinsics camera = CameraIntrinsics.ofHorizontalFieldOfView(640, 480, 90);

        assertThat(camera.focalX()).isCloseTo(320, within(ROUNDING));
        assertThat(camera.focalY()).isEqualTo(camera.focalX());
        assertThat(camera.centreX()).isEqualTo(319.5);
        assertThat(camera.centreY()).isEqualTo(239.5);
        assertThat(camera.horizontalFieldOfView(640)).isCloseTo(90, within(ROUNDING));
    }

    @Test
    void fieldsOfViewOfAllDirectionsDescribeTheSameCamera() {
        CameraIntrinsics camera = CameraIntrinsics.ofFocalLength(800, 600, 500);

        CameraIntrinsics vertical =
                CameraIntrinsics.ofVerticalFieldOfView(800, 600, Math.toDegrees(2 * Math.atan(300 / 500.0)));
        CameraIntrinsics diagonal = CameraIntrinsics.ofDiagonalFieldOfView(800, 600, 90);

        assertThat(vertical.focalX()).isCloseTo(500, within(ROUNDING));
        assertThat(diagonal.focalX()).isCloseTo(camera.focalX(), within(ROUNDING));
    }

    @Test
    void equivalentFocalLengthIsThatOfFilm() {
        CameraIntrinsics camera = CameraIntrinsics.ofEquivalentFocalLength(3600, 2400, 50);

        assertThat(camera.focalX()).isCloseTo(5000, within(ROUNDING));
    }

    @Test
    void equivalentFocalLengthIsTheSameForUprightPictures() {
        assertThat(CameraIntrinsics.ofEquivalentFocalLength(3000, 4000, 26).focalX())
                .isEqualTo(
                        CameraIntrinsics.ofEquivalentFocalLength(4000, 3000, 26).focalX());
    }

    @Test
    void resizedPictureShowsTheSameDirections() {
        CameraIntrinsics camera = CameraIntrinsics.ofHorizontalFieldOfView(640, 480, 60);

        CameraIntrinsics half = camera.scaled(0.5, 0.5);

        assertThat(half).isEqualTo(CameraIntrinsics.ofHorizontalFieldOfView(320, 240, 60));
    }

    @Test
    void scalingPutsTheCornerOfTheFirstPixelWhereItWas() {
        CameraIntrinsics camera = new CameraIntrinsics(100, 100, -0.5, -0.5);

        assertThat(camera.scaled(3, 5)).isEqualTo(new CameraIntrinsics(300, 500, -0.5, -0.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 180, -10, Double.NaN})
    void anglesThatAreNoFieldOfViewAreRefused(double degrees) {
        assertThatThrownBy(() -> CameraIntrinsics.ofHorizontalFieldOfView(2, 2, degrees))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field of view must be in (0, 180) degrees, got " + degrees);
    }

    @Test
    void focalLengthThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new CameraIntrinsics(100, 0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("focal lengths must be finite and > 0, got 100.0 and 0.0");
    }

    @Test
    void centreThatIsNowhereIsRefused() {
        assertThatThrownBy(() -> new CameraIntrinsics(100, 100, Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("centre must be finite, got (NaN, 1.0)");
    }

    @Test
    void emptyPicturesAreRefused() {
        assertThatThrownBy(() -> CameraIntrinsics.ofFocalLength(0, 5, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("width and height must be >= 1, got 0 and 5");
    }
}
