package dev.marigold.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RgbImageCropTest {
    private static final RgbImage PICTURE = RgbImage.ofRgb(3, 2, new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 9, //
        10, 11, 12, 13, 14, 15, 16, 17, 18
    });

    @Test
    void aRectangleIsCutOut() {
        RgbImage cut = PICTURE.crop(1, 0, 2, 2);

        assertThat(cut.width()).isEqualTo(2);
        assertThat(cut.height()).isEqualTo(2);
        assertThat(cut.toTensor())
                .isEqualTo(RgbImage.ofRgb(2, 2, new byte[] {4, 5, 6, 7, 8, 9, 13, 14, 15, 16, 17, 18})
                        .toTensor());
    }

    @Test
    void sixteenBitsStaySixteen() {
        RgbImage wide = RgbImage.ofRgb16(2, 1, new short[] {1, 2, 3, -4, -5, -6});

        RgbImage cut = wide.crop(1, 0, 1, 1);

        assertThat(cut.bitsPerSample()).isEqualTo(16);
        assertThat(cut.toTensor())
                .isEqualTo(RgbImage.ofRgb16(1, 1, new short[] {-4, -5, -6}).toTensor());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 4, 1",
        "0, 0, 1, 3",
        "-1, 0, 1, 1",
        "0, -1, 1, 1",
        "3, 0, 1, 1",
        "0, 2, 1, 1",
        "0, 0, 0, 1",
        "0, 0, 1, 0"
    })
    void whatIsNotInsideIsRefused(int left, int top, int width, int height) {
        assertThatThrownBy(() -> PICTURE.crop(left, top, width, height))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("crop must be inside 3x2, got " + width + "x" + height + " at (" + left + ", " + top + ")");
    }
}
