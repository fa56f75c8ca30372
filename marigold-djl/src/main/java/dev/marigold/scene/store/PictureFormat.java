package dev.marigold.scene.store;

import dev.marigold.internal.file.PngEncoder;
import dev.marigold.scene.RenderedScene;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** How pictures are encoded. */
enum PictureFormat {
    PNG(".png"),
    JPEG(".jpg");

    private static final float QUALITY = 0.95f;

    private final String suffix;

    PictureFormat(String suffix) {
        this.suffix = suffix;
    }

    String suffix() {
        return suffix;
    }

    void write(RenderedScene scene, OutputStream out) throws IOException {
        BufferedImage picture = picture(scene);
        switch (this) {
            case PNG -> PngEncoder.encode(picture, out);
            case JPEG -> jpeg(picture, out);
        }
    }

    private static void jpeg(BufferedImage picture, OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
    }

    private static BufferedImage picture(RenderedScene scene) {
        BufferedImage image = new BufferedImage(scene.width(), scene.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = scene.rgb();
        int[] pixels = new int[rgb.length / 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | rgb[3 * i + 2] & 0xFF;
        }
        image.getRaster().setDataElements(0, 0, scene.width(), scene.height(), pixels);
        return image;
    }
}
