package dev.marigold.image;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;

/** Converts pictures with a colour profile to sRGB. */
final class ColorManagement {
    private static final float[] PROBES = {0.1f, 0.5f, 0.9f};
    private static final float ONE_LEVEL = 1 / 255f;

    private ColorManagement() {}

    /**
     * Returns the picture in sRGB; grey and plain CMYK as they are.
     *
     * @param wide whether to keep 16 bits
     */
    static BufferedImage toSrgb(BufferedImage image, boolean wide) {
        ColorModel model = image.getColorModel();
        if (!needsConversion(model.getColorSpace())) {
            return image;
        }
        ColorModel target = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                model.hasAlpha(),
                false,
                model.getTransparency(),
                wide ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_BYTE);
        BufferedImage converted = new BufferedImage(
                target, target.createCompatibleWritableRaster(image.getWidth(), image.getHeight()), false, null);
        return new ColorConvertOp(null).filter(image, converted);
    }

    private static boolean needsConversion(ColorSpace space) {
        return switch (space.getType()) {
            case ColorSpace.TYPE_GRAY -> false;
            case ColorSpace.TYPE_CMYK -> space instanceof ICC_ColorSpace;
            case ColorSpace.TYPE_RGB -> !space.isCS_sRGB() && !isSrgbInAllButName(space);
            default -> true;
        };
    }

    /** Most embedded profiles are copies of sRGB; converting from one would only round samples to their neighbours. */
    private static boolean isSrgbInAllButName(ColorSpace space) {
        for (float red : PROBES) {
            for (float green : PROBES) {
                for (float blue : PROBES) {
                    float[] srgb = space.toRGB(new float[] {red, green, blue});
                    float difference = Math.max(
                            Math.abs(srgb[0] - red), Math.max(Math.abs(srgb[1] - green), Math.abs(srgb[2] - blue)));
                    if (difference > ONE_LEVEL) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
