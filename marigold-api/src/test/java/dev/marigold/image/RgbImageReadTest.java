package dev.marigold.image;

import static dev.marigold.image.Pictures.BLUE;
import static dev.marigold.image.Pictures.GREEN;
import static dev.marigold.image.Pictures.RED;
import static dev.marigold.image.Pictures.WHITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RgbImageReadTest {
    /** JPEG at quality 95 keeps flat blocks to a few levels. */
    private static final int JPEG_LEVELS = 3;

    @ParameterizedTest
    @CsvSource({
        "png-type0-8bit.png, 1, 8", "png-type0-16bit.png, 1, 16",
        "png-type2-8bit.png, 3, 8", "png-type2-16bit.png, 3, 16",
        "png-type4-8bit.png, 2, 8", "png-type4-16bit.png, 2, 16",
        "png-type6-8bit.png, 4, 8", "png-type6-16bit.png, 4, 16",
    })
    void pngSamplesAreExact(String name, int channels, int bits) throws IOException {
        RgbImage image = RgbImage.read(Pictures.resource(name));

        assertThat(image.bitsPerSample()).isEqualTo(bits);
        assertThat(image.width()).isEqualTo(7);
        assertThat(image.height()).isEqualTo(5);
        assertThat(Pictures.samples(image)).isEqualTo(patternOverWhite(channels, bits));
    }

    @Test
    void greyOfTwoBitsSpansTheWholeRange() throws IOException {
        RgbImage image = RgbImage.read(Pictures.resource("png-type0-2bit.png"));

        assertThat(Pictures.samples(image)).containsExactly(0, 0, 0, 85, 85, 85, 170, 170, 170, 255, 255, 255);
    }

    @Test
    void paletteIsResolvedAndItsTransparentEntriesAreWhite() throws IOException {
        RgbImage image = RgbImage.read(Pictures.resource("png-type3-4bit.png"));

        assertThat(Pictures.samples(image)).containsExactly(10, 20, 30, 227, 177, 127, 255, 255, 255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void losslessFormatsKeepEverySample(String format) {
        BufferedImage noise = Pictures.noise();

        RgbImage image = Pictures.read(Pictures.encode(noise, format), "noise." + format);

        int[] expected = noise.getRaster().getPixels(0, 0, 64, 48, (int[]) null);
        assertThat(Pictures.samples(image)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "gif"})
    void otherFormatsShowThePicture(String format) {
        RgbImage image = Pictures.read(Pictures.encode(Pictures.quadrants(), format), "quadrants." + format);

        assertThat(Pictures.corners(image)).containsExactly(RED, GREEN, BLUE, WHITE);
    }

    @Test
    void oneBitBitmapIsBlackAndWhite() {
        BufferedImage bitmap = new BufferedImage(9, 2, BufferedImage.TYPE_BYTE_BINARY);
        bitmap.setRGB(8, 1, WHITE);

        RgbImage image = Pictures.read(Pictures.encode(bitmap, "wbmp"), "bitmap.wbmp");

        int[] expected = new int[3 * 9 * 2];
        Arrays.fill(expected, 51, 54, 255);
        assertThat(Pictures.samples(image)).isEqualTo(expected);
    }

    @Test
    void firstFrameOfAnAnimationCounts() throws IOException {
        RgbImage image = RgbImage.read(Pictures.resource("gif-animated-pillow12.3.0.gif"));

        assertThat(Pictures.corners(image)).containsExactly(RED, RED, RED, RED);
    }

    @Test
    void inksOfACmykJpegBecomeRgb() throws IOException {
        RgbImage image = RgbImage.read(Pictures.resource("jpeg-cmyk-pillow12.3.0.jpg"));

        int[] samples = Pictures.samples(image);
        int[][] expected = {{255, 255, 255}, {0, 255, 255}, {191, 95, 0}, {0, 0, 0}};
        for (int patch = 0; patch < expected.length; patch++) {
            int middle = 3 * (4 * image.width() + 8 * patch + 4);
            for (int c = 0; c < 3; c++) {
                assertThat(samples[middle + c]).isCloseTo(expected[patch][c], within(JPEG_LEVELS));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 32, ff0000 00ff00 0000ff ffffff",
        "2, 32, 00ff00 ff0000 ffffff 0000ff",
        "3, 32, ffffff 0000ff 00ff00 ff0000",
        "4, 32, 0000ff ffffff ff0000 00ff00",
        "5, 48, ff0000 0000ff 00ff00 ffffff",
        "6, 48, 0000ff ff0000 ffffff 00ff00",
        "7, 48, ffffff 00ff00 0000ff ff0000",
        "8, 48, 00ff00 ffffff ff0000 0000ff",
        "0, 32, ff0000 00ff00 0000ff ffffff",
        "9, 32, ff0000 00ff00 0000ff ffffff",
    })
    void exifOrientationIsApplied(int orientation, int width, String corners) {
        byte[] jpeg = Pictures.withOrientation(Pictures.encode(Pictures.quadrants(), "jpg"), orientation);

        RgbImage image = Pictures.read(jpeg, "turned.jpg");

        int[] expected = Arrays.stream(corners.split(" "))
                .mapToInt(color -> Integer.parseInt(color, 16))
                .toArray();
        assertThat(image.width()).isEqualTo(width);
        assertThat(image.height()).isEqualTo(80 - width);
        assertThat(Pictures.corners(image)).isEqualTo(expected);
    }

    @Test
    void exifOrientationIsNotAppliedToAPictureReadAsStored() throws IOException {
        byte[] jpeg = Pictures.withOrientation(Pictures.encode(Pictures.quadrants(), "jpg"), 6);

        RgbImage image = RgbImage.readAsStored(new ByteArrayInputStream(jpeg), "stored.jpg", ImageLimits.defaults());

        assertThat(image.width()).isEqualTo(32);
        assertThat(Pictures.corners(image)).containsExactly(RED, GREEN, BLUE, WHITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiff-orientation6-pillow12.3.0.tiff", "png-orientation6.png"})
    void orientationOfOtherFormatsIsApplied(String name) throws IOException {
        RgbImage image = RgbImage.read(Pictures.resource(name));

        assertThat(image.width()).isEqualTo(4);
        assertThat(image.height()).isEqualTo(6);
        assertThat(Pictures.corners(image)).containsExactly(BLUE, RED, WHITE, GREEN);
    }

    @Test
    void nameIsTheFileAsItWasGiven() throws IOException {
        assertThat(RgbImage.read(Pictures.resource("png-type2-8bit.png")).name())
                .isEqualTo(Pictures.resource("png-type2-8bit.png").toString());
    }

    @Test
    void streamIsLeftOpen() throws IOException {
        boolean[] closed = {false};
        ByteArrayInputStream stream = new ByteArrayInputStream(Pictures.encode(Pictures.noise(), "png")) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        RgbImage.read(stream, "noise.png", ImageLimits.defaults());

        assertThat(closed[0]).isFalse();
    }

    private static int[] patternOverWhite(int channels, int bits) {
        int maximum = (1 << bits) - 1;
        int colors = channels < 3 ? 1 : 3;
        int[] expected = new int[3 * 7 * 5];
        for (int i = 0; i < expected.length; i++) {
            int y = i / 21;
            int x = i / 3 % 7;
            double opacity = channels == colors ? 1 : pattern(y, x, colors, maximum) / (double) maximum;
            double value = pattern(y, x, colors == 1 ? 0 : i % 3, maximum);
            expected[i] = (int) Math.round(value * opacity + maximum * (1 - opacity));
        }
        return expected;
    }

    private static int pattern(int y, int x, int c, int maximum) {
        return 7919 * y + 104729 * x + 1299709 * c + 12345 & maximum;
    }

    /** Java's TIFF reader says of such samples that they are linear, and they are not. */
    @Test
    void uncompressedYCbCrOfATiffIsAsBrightAsItIs() {
        // Two by two pixels, the lower ones below the picture, share their colour.
        byte[] samples = {100, 100, 0, 0, (byte) 128, (byte) 128};

        RgbImage image = Pictures.read(tiff(2, 1, 6, samples), "ycbcr.tiff");

        assertThat(Pictures.samples(image)).containsOnly(100);
    }

    /** Returns an uncompressed picture of three 8-bit samples a pixel. */
    private static byte[] tiff(int width, int height, int photometric, byte... samples) {
        int[][] fields = {
            {256, width},
            {257, height},
            {258, 8},
            {259, 1},
            {262, photometric},
            {273, 134},
            {277, 3},
            {278, height},
            {279, samples.length}
        };
        int bitsPerSample = 8 + 2 + fields.length * 12 + 4;
        ByteBuffer file = ByteBuffer.allocate(134 + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) fields.length);
        for (int[] field : fields) {
            boolean isBits = field[0] == 258;
            file.putShort((short) field[0]).putShort((short) 3).putInt(isBits ? 3 : 1);
            file.putInt(isBits ? bitsPerSample : field[1]);
        }
        file.putInt(0);
        for (int i = 0; i < 3; i++) {
            file.putShort((short) 8);
        }
        return file.position(134).put(samples).array();
    }
}
