package dev.marigold.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelMaskTest {
    @Test
    void pixelsAreRowMajor() {
        PixelMask mask = PixelMask.wrap(2, 3, new boolean[] {false, true, false, false, false, true});

        assertThat(mask.height()).isEqualTo(2);
        assertThat(mask.width()).isEqualTo(3);
        assertThat(mask.get(1)).isTrue();
        assertThat(mask.get(3)).isFalse();
        assertThat(mask.count()).isEqualTo(2);
        assertThat(mask).hasToString("PixelMask[2x3, 2 valid]");
    }

    @Test
    void everyPixelOfAllCounts() {
        assertThat(PixelMask.all(3, 5).count()).isEqualTo(15);
        assertThat(PixelMask.all(0, 5).count()).isZero();
    }

    @Test
    void aRectangleLeavesOutItsEnds() {
        PixelMask mask = PixelMask.rectangle(Shape.of(3, 4), 1, 3, 2, 3);

        assertThat(mask.toArray())
                .containsExactly(
                        false, false, false, false, //
                        false, false, true, false, false, false, true, false);
    }

    @Test
    void anEmptyRectangleCountsNothing() {
        assertThat(PixelMask.rectangle(Shape.of(3, 4), 3, 3, 4, 4).count()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, 0, 1", "2, 1, 0, 1", "0, 4, 0, 1", "0, 1, -1, 1", "0, 1, 2, 1", "0, 1, 0, 5"})
    void aRectangleOutsideTheMapIsRefused(int top, int bottom, int left, int right) {
        assertThatThrownBy(() -> PixelMask.rectangle(Shape.of(3, 4), top, bottom, left, right))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rectangle must be inside 3x4, got rows " + top + ".." + bottom + " and columns " + left
                        + ".." + right);
    }

    @Test
    void aRectangleNeedsAMap() {
        assertThatThrownBy(() -> PixelMask.rectangle(Shape.of(1, 3, 4), 0, 1, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("map must have the shape [H, W], got [1, 3, 4]");
    }

    @Test
    void bothMasksMustAgree() {
        PixelMask left = PixelMask.wrap(2, 2, new boolean[] {true, true, false, false});
        PixelMask right = PixelMask.wrap(2, 2, new boolean[] {true, false, true, false});

        assertThat(left.and(right)).isEqualTo(PixelMask.wrap(2, 2, new boolean[] {true, false, false, false}));
    }

    @Test
    void masksOfTwoSizesAreRefused() {
        assertThatThrownBy(() -> PixelMask.all(2, 3).and(PixelMask.all(3, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("masks must have one size, got 2x3 and 3x2");
    }

    @Test
    void anotherNumberOfPixelsIsRefused() {
        assertThatThrownBy(() -> PixelMask.wrap(2, 3, new boolean[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pixels must have 6 elements for 2x3, got 5");
    }

    @Test
    void aNegativeSizeIsRefused() {
        assertThatThrownBy(() -> PixelMask.wrap(-1, -1, new boolean[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("height and width must be >= 0, got -1 and -1");
    }

    @Test
    void theCopyOfThePixelsIsTheCallers() {
        PixelMask mask = PixelMask.all(1, 1);

        mask.toArray()[0] = false;

        assertThat(mask.get(0)).isTrue();
    }

    @Test
    void masksOfOneSizeAndPixelsAreEqual() {
        assertThat(PixelMask.all(2, 3)).isEqualTo(PixelMask.rectangle(Shape.of(2, 3), 0, 2, 0, 3));
        assertThat(PixelMask.all(2, 3)).hasSameHashCodeAs(PixelMask.rectangle(Shape.of(2, 3), 0, 2, 0, 3));
        assertThat(PixelMask.all(2, 3)).isNotEqualTo(PixelMask.all(3, 2));
    }
}
