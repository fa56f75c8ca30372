package dev.marigold.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureSizeTest {
    @Test
    void widthComesFirst() {
        assertThat(PictureSize.parse("256x192")).isEqualTo(new PictureSize(256, 192));
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "256x", "256 x 192", "-8x8", "1x2x3", "256X192", "100000x1"})
    void otherFormsAreRefused(String text) {
        assertThatThrownBy(() -> PictureSize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("size must be WIDTHxHEIGHT, got '" + text + "'");
    }
}
