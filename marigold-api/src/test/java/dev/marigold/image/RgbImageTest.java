package dev.marigold.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class RgbImageTest {
    @Test
    void tensorHoldsOnePlanePerChannel() {
        RgbImage image = RgbImage.ofRgb(2, 1, (byte) 0, (byte) 1, (byte) 127, (byte) 128, (byte) 254, (byte) 255);

        FloatTensor tensor = image.toTensor();

        assertThat(tensor)
                .isEqualTo(
                        FloatTensor.copyOf(Shape.of(1, 3, 1, 2), 0, 128 / 255f, 1 / 255f, 254 / 255f, 127 / 255f, 1));
    }

    @Test
    void sixteenBitSamplesAreDividedByTheirOwnMaximum() {
        RgbImage image = RgbImage.ofRgb16(1, 1, (short) 1, (short) 256, (short) 0xffff);

        assertThat(image.toTensor().toArray()).containsExactly(1 / 65535f, 256 / 65535f, 1);
        assertThat(image.bitsPerSample()).isEqualTo(16);
    }

    @Test
    void rowsAreThoseOfTheTensor() {
        byte[] bytes = new byte[3 * 3 * 2];
        short[] shorts = new short[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 15);
            shorts[i] = (short) (i * 3855 + i);
        }
        for (RgbImage image : List.of(RgbImage.ofRgb(3, 2, bytes), RgbImage.ofRgb16(3, 2, shorts))) {
            float[] rows = new float[bytes.length];
            float[] row = new float[3];
            for (int i = 0; i < 6; i++) {
                image.copyRow(i / 2, i % 2, row);
                System.arraycopy(row, 0, rows, 3 * i, 3);
            }

            assertThat(rows).isEqualTo(image.toTensor().toArray());
        }
    }

    @Test
    void aRowOutsideThePictureIsRefused() {
        RgbImage image = RgbImage.ofRgb(2, 2, new byte[12]);

        assertThatThrownBy(() -> image.copyRow(0, 2, new float[2])).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> image.copyRow(3, 0, new float[2])).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> image.copyRow(0, 0, new float[1])).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void laterChangesToTheArrayDoNotShow() {
        byte[] rgb = {1, 2, 3};
        RgbImage image = RgbImage.ofRgb(1, 1, rgb);

        rgb[0] = 100;

        assertThat(image.toTensor().get(0)).isEqualTo(1 / 255f);
    }

    @Test
    void wrongNumberOfValuesIsRefused() {
        assertThatThrownBy(() -> RgbImage.ofRgb(2, 2, new byte[11]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rgb must have 12 values for 2x2 pixels, got 11");
    }

    @Test
    void emptyPictureIsRefused() {
        assertThatThrownBy(() -> RgbImage.ofRgb16(0, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("width and height must be >= 1, got 0 and 3");
    }

    @Test
    void sizeTooLargeForAnIntDoesNotWrapAround() {
        assertThatThrownBy(() -> RgbImage.ofRgb(65536, 65536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rgb must have 12884901888 values for 65536x65536 pixels, got 0");
    }

    @Test
    void textNamesSizeAndDepth() {
        assertThat(RgbImage.ofRgb(2, 1, new byte[6])).hasToString("RgbImage[image, 2x1, 8 bit]");
    }

    @Test
    void pixelsAreGivenWithEightBitsEach() {
        RgbImage bytes = RgbImage.ofRgb(2, 1, (byte) 1, (byte) 2, (byte) 3, (byte) 254, (byte) 255, (byte) 0);
        RgbImage shorts = RgbImage.ofRgb16(1, 1, (short) 65535, (short) 129, (short) 128);

        assertThat(bytes.rgb8(1, 0)).isEqualTo(0xfeff00);
        assertThat(shorts.rgb8(0, 0)).isEqualTo(0xff0100);
        assertThatThrownBy(() -> bytes.rgb8(0, 1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("pixel (0, 1) of a picture of 2x1");
    }
}
