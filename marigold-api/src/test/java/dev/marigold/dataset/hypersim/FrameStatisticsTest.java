package dev.marigold.dataset.hypersim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameStatisticsTest {
    private static final FrameName NAME = new FrameName("ai_001_001", "cam_00", 7);

    @Test
    void rangesAreThoseOfMeasuredDepthAndAllColors() {
        FrameStatistics statistics =
                FrameStatistics.of(NAME, new byte[] {3, (byte) 200, 100}, new short[] {0, 1500, (short) 60000, 2000});

        assertThat(statistics.picture()).isEqualTo("ai_001_001/rgb_cam_00_fr0007.png");
        assertThat(statistics.depth()).isEqualTo("ai_001_001/depth_plane_cam_00_fr0007.png");
        assertThat(statistics.colorRange()).isEqualTo(197);
        assertThat(statistics.depthRange()).isCloseTo(58.5, within(1e-9));
        assertThat(statistics.invalidRatio()).isEqualTo(0.25);
    }

    @Test
    void aFrameWithoutDepthHasNoRange() {
        FrameStatistics statistics = FrameStatistics.of(NAME, new byte[3], new short[4]);

        assertThat(statistics.depthRange()).isZero();
        assertThat(statistics.invalidRatio()).isEqualTo(1);
        assertThat(statistics.isForTraining()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0.5, 0.03, true",
        "9, 0.5, 0.03, false",
        "10, 0.499, 0.03, false",
        "10, 0.5, 0.031, false",
    })
    void flatDullAndHollowFramesAreNotForTraining(int color, double depth, double invalid, boolean forTraining) {
        assertThat(new FrameStatistics("a.png", "b.png", color, depth, invalid).isForTraining())
                .isEqualTo(forTraining);
    }
}
