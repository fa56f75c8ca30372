package dev.marigold.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PublishedLayoutTest {
    @ParameterizedTest
    @CsvSource({
        "NYUV2, 0.001, 10, EIGEN, NONE, 654, 0, 0",
        "KITTI, 0.00001, 80, EIGEN, KITTI_BENCHMARK, 652, 0, 0",
        "ETH3D, 0.00001, Infinity, WHOLE, NONE, 454, 756, 1024",
        "SCANNET, 0.001, 10, WHOLE, NONE, 800, 0, 0",
        "DIODE, 0.6, 350, WHOLE, NONE, 771, 640, 0",
        "HYPERSIM, 0.00001, 65, WHOLE, NONE, 0, 0, 0",
        "VIRTUAL_KITTI_2, 0.00001, 80, WHOLE, KITTI_BENCHMARK, 0, 0, 0",
    })
    void settingsAreThePublishedOnes(
            PublishedLayout layout,
            float min,
            float max,
            ValidArea area,
            PictureCrop crop,
            int samples,
            int resolution,
            int alignment) {
        assertThat(layout.range()).isEqualTo(new DepthRange(min, max));
        assertThat(layout.validArea()).isEqualTo(area);
        assertThat(layout.crop()).isEqualTo(crop);
        assertThat(layout.publishedSamples().orElse(0)).isEqualTo(samples);
        assertThat(layout.processingResolution())
                .isEqualTo(samples > 0 ? OptionalInt.of(resolution) : OptionalInt.empty());
        assertThat(layout.alignmentResolution().orElse(0)).isEqualTo(alignment);
    }

    @ParameterizedTest
    @EnumSource
    void aLayoutIsFoundByItsId(PublishedLayout layout) {
        assertThat(PublishedLayout.ofId(layout.id())).isEqualTo(layout);
        assertThat(layout.validAreas()).contains(layout.validArea());
    }

    @Test
    void anUnknownIdNamesTheKnownOnes() {
        assertThatThrownBy(() -> PublishedLayout.ofId("sintel"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("layout must be one of nyuv2, kitti, eth3d, scannet, diode, hypersim, vkitti2, got sintel");
    }
}
