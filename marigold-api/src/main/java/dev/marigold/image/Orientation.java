package dev.marigold.image;

import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.IOException;

/** How a stored picture must be turned to be upright: EXIF tag 0x0112 (CIPA DC-008, section 4.6.4 A), in the order of its values 1 to 8. */
enum Orientation {
    UPRIGHT,
    MIRRORED,
    ROTATED_180,
    FLIPPED,
    TRANSPOSED,
    ROTATED_90,
    TRANSVERSED,
    ROTATED_270;

    /** Returns the orientation an encoded picture asks for; upright if it says nothing valid, as viewers do. */
    static Orientation of(byte[] encoded) {
        try {
            ExifIFD0Directory exif = Exif.of(encoded).getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer value = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return value == null || value < 1 || value > values().length ? UPRIGHT : values()[value - 1];
        } catch (ImageProcessingException | IOException e) {
            return UPRIGHT;
        }
    }

    /** Returns whether width and height change places. */
    boolean swapsAxes() {
        return this == TRANSPOSED || this == ROTATED_90 || this == TRANSVERSED || this == ROTATED_270;
    }

    /** Returns the stored column of the pixel shown at (x, y). */
    int storedX(int x, int y, int storedWidth) {
        return switch (this) {
            case UPRIGHT, FLIPPED -> x;
            case MIRRORED, ROTATED_180 -> storedWidth - 1 - x;
            case TRANSPOSED, ROTATED_90 -> y;
            case TRANSVERSED, ROTATED_270 -> storedWidth - 1 - y;
        };
    }

    /** Returns the stored row of the pixel shown at (x, y). */
    int storedY(int x, int y, int storedHeight) {
        return switch (this) {
            case UPRIGHT, MIRRORED -> y;
            case ROTATED_180, FLIPPED -> storedHeight - 1 - y;
            case TRANSPOSED, ROTATED_270 -> x;
            case ROTATED_90, TRANSVERSED -> storedHeight - 1 - x;
        };
    }
}
