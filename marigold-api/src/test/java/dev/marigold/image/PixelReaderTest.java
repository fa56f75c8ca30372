package dev.marigold.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.error.InvalidImageException;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelReaderTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_4BYTE_ABGR_PRE
            })
    void everyLayoutGivesTheSamePixels(int type) {
        BufferedImage image = new BufferedImage(2, 1, type);
        image.setRGB(0, 0, 0xff0a1450);
        image.setRGB(1, 0, 0xfffe0102);

        assertThat(Pictures.samples(RgbImage.of(image))).containsExactly(10, 20, 80, 254, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_INT_ARGB_PRE})
    void transparentPixelsLieOverWhite(int type) {
        BufferedImage image = new BufferedImage(2, 1, type);
        image.setRGB(0, 0, 0x00123456);
        image.setRGB(1, 0, 0x80ff0000);

        assertThat(Pictures.samples(RgbImage.of(image))).containsExactly(255, 255, 255, 255, 127, 127);
    }

    @Test
    void fewBitsSpanTheWholeRange() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_565_RGB);
        image.getRaster().setPixel(0, 0, new int[] {31, 63, 31});
        image.getRaster().setPixel(1, 0, new int[] {1, 1, 16});

        assertThat(Pictures.samples(RgbImage.of(image))).containsExactly(255, 255, 255, 8, 4, 132);
    }

    @Test
    void greyIsTakenAsItIsStored() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, 45);

        assertThat(Pictures.samples(RgbImage.of(image))).containsExactly(45, 45, 45);
    }

    @Test
    void sixteenBitGreyKeepsItsBits() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 45_678);

        RgbImage read = RgbImage.of(image);

        assertThat(read.bitsPerSample()).isEqualTo(16);
        assertThat(Pictures.samples(read)).containsExactly(45_678, 45_678, 45_678);
    }

    @Test
    void partOfALargerPictureIsReadFromItsOwnOrigin() {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        image.setRGB(2, 3, 0x0a141e);

        RgbImage part = RgbImage.of(image.getSubimage(2, 3, 1, 1));

        assertThat(Pictures.samples(part)).containsExactly(10, 20, 30);
    }

    @ParameterizedTest
    @ValueSource(ints = {DataBuffer.TYPE_BYTE, DataBuffer.TYPE_USHORT})
    void otherColorSpacesAreConvertedToSrgb(int type) {
        BufferedImage image = blank(ColorSpace.CS_LINEAR_RGB, type);
        double maximum = type == DataBuffer.TYPE_BYTE ? 255 : 65535;
        image.getRaster().setPixel(0, 0, new double[] {0.2 * maximum, 0, maximum});

        float[] srgb = RgbImage.of(image).toTensor().toArray();

        // The sRGB curve at 0.2 (IEC 61966-2-1); colour management rounds to its own tables.
        assertThat(srgb[0]).isCloseTo(0.4845f, within(0.006f));
        assertThat(srgb[1]).isCloseTo(0, within(0.006f));
        assertThat(srgb[2]).isCloseTo(1, within(0.006f));
    }

    @Test
    void copyOfTheSrgbProfileLeavesEverySampleAsItIs() {
        ColorSpace copy = new ICC_ColorSpace(ICC_Profile.getInstance(
                ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()));
        ColorModel model = new ComponentColorModel(copy, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        BufferedImage image = new BufferedImage(model, model.createCompatibleWritableRaster(256, 1), false, null);
        int[] samples = new int[3 * 256];
        Arrays.setAll(samples, i -> (i * 89 + i / 3) % 256);
        image.getRaster().setPixels(0, 0, 256, 1, samples);

        assertThat(Pictures.samples(RgbImage.of(image))).isEqualTo(samples);
    }

    @Test
    void floatingPointSamplesAreRefused() {
        BufferedImage image = blank(ColorSpace.CS_sRGB, DataBuffer.TYPE_FLOAT);

        assertThatThrownBy(() -> RgbImage.of(image))
                .isInstanceOf(InvalidImageException.class)
                .hasMessage(
                        "image must have unsigned integer samples of 1 to 16 bits, got 32-bit floating-point numbers");
    }

    @Test
    void laterChangesToThePictureDoNotShow() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        RgbImage read = RgbImage.of(image);

        image.setRGB(0, 0, 0xffffff);

        assertThat(Pictures.samples(read)).containsExactly(0, 0, 0);
    }

    private static BufferedImage blank(int space, int type) {
        ColorModel model =
                new ComponentColorModel(ColorSpace.getInstance(space), false, false, Transparency.OPAQUE, type);
        return new BufferedImage(model, model.createCompatibleWritableRaster(1, 1), false, null);
    }
}
