package dev.marigold.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExifFocalLengthTest {
    private static final byte[] JPEG = Pictures.encode(Pictures.quadrants(), "jpg");

    @TempDir
    Path directory;

    @Test
    void notedFocalLengthIsRead() throws IOException {
        Path file = Files.write(directory.resolve("photo.jpg"), withFocalLength(JPEG, 26));

        assertThat(ExifFocalLength.read(file)).hasValue(26);
    }

    @Test
    void zeroMeansUnknown() throws IOException {
        Path file = Files.write(directory.resolve("photo.jpg"), withFocalLength(JPEG, 0));

        assertThat(ExifFocalLength.read(file)).isEmpty();
    }

    @Test
    void pictureWithoutANoteHasNone() throws IOException {
        Path file = Files.write(directory.resolve("photo.jpg"), JPEG);

        assertThat(ExifFocalLength.read(file)).isEmpty();
    }

    @Test
    void fileThatIsNoPictureHasNone() throws IOException {
        Path file = Files.writeString(directory.resolve("notes.txt"), "26 mm");

        assertThat(ExifFocalLength.read(file)).isEmpty();
    }

    /** Inserts an EXIF segment behind a JPEG's start marker: a directory that points to one with the focal length. */
    private static byte[] withFocalLength(byte[] jpeg, int millimetres) {
        ByteBuffer exif = ByteBuffer.allocate(54);
        exif.putShort((short) 0xffe1).putShort((short) 52).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.putShort((short) 0x4d4d).putShort((short) 42).putInt(8);
        exif.putShort((short) 1)
                .putShort((short) 0x8769)
                .putShort((short) 4)
                .putInt(1)
                .putInt(26)
                .putInt(0);
        exif.putShort((short) 1)
                .putShort((short) 0xa405)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) millimetres);
        return ByteBuffer.allocate(jpeg.length + exif.capacity())
                .put(jpeg, 0, 2)
                .put(exif.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }
}
