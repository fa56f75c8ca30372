package dev.marigold.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColormapTest {
    @ParameterizedTest
    @CsvSource({
        "0, 158, 1, 66",
        "1, 213, 62, 79",
        "2, 244, 109, 67",
        "3, 253, 174, 97",
        "4, 254, 224, 139",
        "5, 255, 255, 191",
        "6, 230, 245, 152",
        "7, 171, 221, 164",
        "8, 102, 194, 165",
        "9, 50, 136, 189",
        "10, 94, 79, 162",
    })
    void spectralHasElevenStops(int stop, int red, int green, int blue) {
        Colormap at = value -> Colormap.spectral().colorOf(value);

        // A float k/10 lies beside the stop by less than its rounding, which cutting to whole levels may show as one
        // level.
        assertThat(channel(at.colorOf(stop / 10f), 16)).isBetween(red - 1, red);
        assertThat(channel(at.colorOf(stop / 10f), 8)).isBetween(green - 1, green);
        assertThat(channel(at.colorOf(stop / 10f), 0)).isBetween(blue - 1, blue);
    }

    @Test
    void levelsBetweenStopsAreLinearAndCut() {
        // Half way from (158, 1, 66) to (213, 62, 79): 185.5, 31.5, 72.5.
        assertThat(Colormap.spectral().colorOf(0.05f)).isEqualTo(185 << 16 | 31 << 8 | 72);
    }

    @ParameterizedTest
    @CsvSource({
        "Spectral, 9e0142, 5e4fa2", "binary, ffffff, 000000", "gray, 000000, ffffff",
        "viridis, 440154, fde725", "magma, 000004, fcfdbf", "inferno, 000004, fcffa4",
        "Spectral_r, 5e4fa2, 9e0142", "gray_r, ffffff, 000000",
    })
    void mapsReachTheirEnds(String id, String near, String far) {
        Colormap map = Colormap.ofId(id);

        assertThat(map.colorOf(0)).isEqualTo(Integer.parseInt(near, 16));
        assertThat(map.colorOf(1)).isEqualTo(Integer.parseInt(far, 16));
    }

    @Test
    void aMapBetweenTwoValuesHasItsEndsThere() {
        Colormap metres = Colormap.ofId("gray").between(2, 10);

        assertThat(metres.colorOf(2)).isEqualTo(0x000000);
        assertThat(metres.colorOf(10)).isEqualTo(0xffffff);
        assertThat(metres.colorOf(6)).isEqualTo(Colormap.ofId("gray").colorOf(0.5f));
        assertThat(metres.colorOf(80)).isEqualTo(0xffffff);
        assertThat(metres.colorOf(Float.NaN)).isEqualTo(Colormap.ofId("gray").colorOf(Float.NaN));
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "2, 1", "NaN, 1", "0, Infinity"})
    void endsInTheWrongOrderAreRefused(float low, float high) {
        assertThatThrownBy(() -> Colormap.spectral().between(low, high))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("low must be below high, got " + low + " and " + high);
    }

    @ParameterizedTest
    @MethodSource("dev.marigold.image.Colormap#ids")
    void valuesOutsideTheRangeHaveTheColorsOfItsEnds(String id) {
        Colormap map = Colormap.ofId(id);

        assertThat(map.colorOf(-0.1f)).isEqualTo(map.colorOf(0));
        assertThat(map.colorOf(Float.NEGATIVE_INFINITY)).isEqualTo(map.colorOf(0));
        assertThat(map.colorOf(1.1f)).isEqualTo(map.colorOf(1));
        assertThat(map.colorOf(Float.POSITIVE_INFINITY)).isEqualTo(map.colorOf(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Spectral", "binary", "binary_r"})
    void notANumberIsBlack(String id) {
        assertThat(Colormap.ofId(id).colorOf(Float.NaN)).isZero();
    }

    @Test
    void grayIsMonotone() {
        Colormap gray = Colormap.ofId("gray");

        for (int i = 0; i < 1000; i++) {
            assertThat(gray.colorOf((i + 1) / 1000f)).isGreaterThanOrEqualTo(gray.colorOf(i / 1000f));
        }
    }

    @Test
    void reversedTwiceIsTheMapItself() {
        Colormap twice = Colormap.spectral().reversed().reversed();

        for (int i = 0; i <= 64; i++) {
            assertThat(twice.colorOf(i / 64f)).isEqualTo(Colormap.spectral().colorOf(i / 64f));
        }
    }

    @Test
    void unknownNameListsTheNamesThereAre() {
        assertThatThrownBy(() -> Colormap.ofId("jet"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "colour map must be one of [Spectral, binary, gray, inferno, magma, viridis], each also with _r appended,"
                                + " got 'jet'");
    }

    private static int channel(int color, int shift) {
        return color >> shift & 0xff;
    }
}
