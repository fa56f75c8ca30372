package dev.marigold.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.InvalidImageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RgbImageRefusalTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "this is not a picture"})
    void otherBytesAreRefused(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> Pictures.read(bytes, "notes.txt"))
                .isInstanceOf(InvalidImageException.class)
                .hasMessage("notes.txt must be a PNG, JPEG, TIFF, GIF, BMP or WBMP picture, got " + bytes.length
                        + " bytes of another kind");
    }

    @ParameterizedTest
    @CsvSource({"png, 0.5", "png, 0.9", "jpg, 0.6", "jpg, 0.99", "bmp, 0.5", "bmp, 0.99"})
    void pictureThatEndsEarlyIsRefused(String format, double fraction) {
        byte[] whole = Pictures.encode(Pictures.noise(), format);
        byte[] part = Arrays.copyOf(whole, (int) (fraction * whole.length));

        assertThatThrownBy(() -> Pictures.read(part, "part." + format))
                .isInstanceOf(InvalidImageException.class)
                .hasMessageStartingWith("part." + format + " must be complete, got " + part.length + " bytes");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9})
    void tiffWhoseDirectoryPointsBehindItsEndIsRefused(double fraction) {
        byte[] whole = Pictures.encode(Pictures.noise(), "tiff");
        byte[] part = Arrays.copyOf(whole, (int) (fraction * whole.length));

        assertThatThrownBy(() -> Pictures.read(part, "part.tiff"))
                .isInstanceOf(InvalidImageException.class)
                .hasMessageStartingWith("Cannot decode part.tiff of " + part.length + " bytes: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void anyCutThroughTheHeaderIsRefused(String format) {
        byte[] whole = Pictures.encode(Pictures.noise(), format);

        for (int length = 0; length < 300; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Pictures.read(part, "part." + format)).isInstanceOf(InvalidImageException.class);
        }
    }

    @Test
    void hugePictureIsRefusedByItsHeader() {
        assertThatThrownBy(() -> Pictures.read(Pictures.pngHeader(100_000, 100_000), "bomb.png"))
                .isInstanceOf(InvalidImageException.class)
                .hasMessage(
                        "bomb.png must have at most 100000000 pixels, got 100000x100000; allow more with ImageLimits");
    }

    @Test
    void ownLimitCounts() {
        byte[] png = Pictures.encode(Pictures.noise(), "png");

        assertThatThrownBy(
                        () -> RgbImage.read(new ByteArrayInputStream(png), "noise.png", ImageLimits.ofMaxPixels(3071)))
                .isInstanceOf(InvalidImageException.class)
                .hasMessage("noise.png must have at most 3071 pixels, got 64x48; allow more with ImageLimits");
    }

    @Test
    void headerWithoutPixelsIsRefused() {
        assertThatThrownBy(() -> Pictures.read(Pictures.pngHeader(64, 48), "head.png"))
                .isInstanceOf(InvalidImageException.class)
                .hasMessage("head.png must be complete, got 33 bytes");
    }

    @Test
    void pictureWithoutWidthIsRefused() {
        assertThatThrownBy(() -> Pictures.read(Pictures.pngHeader(0, 5), "flat.png"))
                .isInstanceOf(InvalidImageException.class)
                .hasMessageStartingWith("Cannot decode flat.png of 33 bytes: ")
                .hasMessageEndingWith("; save it again as an sRGB PNG or JPEG");
    }

    @Test
    void damagedPixelDataIsRefused() {
        byte[] png = Pictures.encode(Pictures.noise(), "png");
        Arrays.fill(png, 60, 400, (byte) 0x5a);

        assertThatThrownBy(() -> Pictures.read(png, "damaged.png"))
                .isInstanceOf(InvalidImageException.class)
                .hasMessageStartingWith("Cannot decode damaged.png of " + png.length + " bytes: ");
    }

    @Test
    void aJpegThatLostPixelsInItsMiddleIsRefused() {
        byte[] jpeg = Pictures.encode(Pictures.noise(), "jpg");
        // What looks like the end of the picture.
        jpeg[jpeg.length / 2] = (byte) 0xff;
        jpeg[jpeg.length / 2 + 1] = (byte) 0xd9;

        assertThatThrownBy(() -> Pictures.read(jpeg, "hole.jpg"))
                .isInstanceOf(InvalidImageException.class)
                .hasMessageStartingWith("hole.jpg must be complete, got " + jpeg.length + " bytes: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp", "tiff"})
    void damageNeverShowsAsAnotherException(String format) {
        byte[] whole = Pictures.encode(Pictures.noise(), format);
        Random random = new Random(7);

        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            for (int hit = 0; hit < 3; hit++) {
                damaged[random.nextInt(random.nextBoolean() ? 200 : whole.length)] = (byte) random.nextInt();
            }
            try {
                Pictures.read(damaged, "damaged." + format);
            } catch (InvalidImageException e) {
                assertThat(e).hasMessageContaining("damaged." + format);
            }
        }
    }

    @Test
    void endlessStreamIsRefused() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return length;
            }
        };

        assertThatThrownBy(() -> RgbImage.read(endless, "endless", ImageLimits.ofMaxPixels(1)))
                .isInstanceOf(InvalidImageException.class)
                .hasMessage("endless must have at most 67108872 bytes under ImageLimits[maxPixels=1], got more");
    }

    @Test
    void floatingPointSamplesAreRefused() {
        Path file = Pictures.resource("tiff-float-pillow12.3.0.tiff");

        assertThatThrownBy(() -> RgbImage.read(file))
                .isInstanceOf(InvalidImageException.class)
                .hasMessage(file
                        + " must have unsigned integer samples of 1 to 16 bits, got 32-bit floating-point numbers");
    }

    @Test
    void missingFileIsNamed(@TempDir Path directory) {
        Path file = directory.resolve("missing.png");

        assertThatThrownBy(() -> RgbImage.read(file))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(file.toString());
    }

    @Test
    void directoryIsAFailureToRead(@TempDir Path directory) {
        assertThatThrownBy(() -> RgbImage.read(directory)).isInstanceOf(IOException.class);
    }

    @Test
    void limitsHaveARange() {
        assertThatThrownBy(() -> ImageLimits.ofMaxPixels(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxPixels must be in [1, 715827879], got 0");
    }
}
