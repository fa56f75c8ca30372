package dev.marigold.image;

import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** The focal length a camera noted in a picture: EXIF tag 0xA405 (CIPA DC-008), which phones and most cameras write. */
public final class ExifFocalLength {
    private ExifFocalLength() {}

    /**
     * Reads the focal length in millimetres that has the same diagonal field of view on 35 mm film. It is that of the whole picture: one
     * that was cropped later shows less. Empty if nothing valid was noted, or the file is not a picture.
     *
     * @throws IOException if the file cannot be read
     */
    public static OptionalDouble read(Path file) throws IOException {
        byte[] encoded = Files.readAllBytes(file);
        try {
            return Exif.of(encoded).getDirectoriesOfType(ExifSubIFDDirectory.class).stream()
                    .map(exif -> exif.getInteger(ExifSubIFDDirectory.TAG_35MM_FILM_EQUIV_FOCAL_LENGTH))
                    .filter(millimetres -> millimetres != null && millimetres > 0)
                    .mapToDouble(Integer::doubleValue)
                    .findFirst();
        } catch (ImageProcessingException | IOException e) {
            return OptionalDouble.empty();
        }
    }
}
