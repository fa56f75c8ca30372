package dev.marigold.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.image.Colormap;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class TileTest {
    @Test
    void largeMapsShrinkToMeansOfWhatCounts() {
        int width = 800;
        float[] values = new float[2 * width];
        boolean[] valid = new boolean[values.length];
        for (int x = 0; x < width; x++) {
            values[x] = x % 2 == 0 ? 2 : 4;
            values[width + x] = 100;
            valid[x] = x >= 2;
        }

        Tile tile = Tile.of(FloatTensor.wrap(Shape.of(2, width), values), PixelMask.wrap(2, width, valid));

        assertThat(tile.width()).isEqualTo(400);
        assertThat(tile.height()).isEqualTo(1);
        assertThat(tile.get(0, 0)).isNaN();
        assertThat(tile.get(1, 0)).isEqualTo(3);
    }

    @Test
    void smallMapsKeepTheirSize() {
        Tile tile = Tile.of(FloatTensor.wrap(Shape.of(1, 3), new float[] {1, Float.NaN, 3}));

        assertThat(tile.width()).isEqualTo(3);
        assertThat(tile.get(1, 0)).isNaN();
        assertThat(tile.quantile(1)).isEqualTo(3);
    }

    @Test
    void errorsAreRelative() {
        FloatTensor depth = FloatTensor.wrap(Shape.of(1, 2), new float[] {3, 1});
        FloatTensor truth = FloatTensor.wrap(Shape.of(1, 2), new float[] {2, 2});

        Tile errors = Tile.ofErrors(depth, truth, PixelMask.wrap(1, 2, new boolean[] {true, true}));

        assertThat(errors.get(0, 0)).isEqualTo(0.5f);
        assertThat(errors.get(1, 0)).isEqualTo(0.5f);
    }

    @Test
    void whatIsNotThereIsTransparent() {
        Tile tile = Tile.of(FloatTensor.wrap(Shape.of(1, 3), new float[] {0, Float.NaN, 9}));

        BufferedImage image = new Palette(Colormap.ofId("gray"), 0, 1).paint(tile);

        assertThat(image.getRGB(0, 0)).isEqualTo(0xff000000);
        assertThat(image.getRGB(1, 0) >>> 24).isZero();
        assertThat(image.getRGB(2, 0)).isEqualTo(0xffffffff);
    }
}
