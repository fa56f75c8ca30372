package dev.marigold.cli;

import dev.marigold.image.DepthWriter;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A data set in the published layout of NYUv2, with made-up pictures. */
public final class SmallNyu {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final float LEVELS = 65535;

    private SmallNyu() {}

    public static Path write(Path folder, int pictures) throws IOException {
        Files.createDirectories(folder);
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < pictures; i++) {
            float[] millimetres = new float[WIDTH * HEIGHT];
            for (int pixel = 0; pixel < millimetres.length; pixel++) {
                millimetres[pixel] = (1000 + (i + 1) * (pixel % WIDTH) + 0.5f) / LEVELS;
            }
            FloatTensor depth = FloatTensor.wrap(Shape.of(HEIGHT, WIDTH), millimetres);
            DepthWriter.greyPng16().write(depth, folder.resolve("depth_" + i + ".png"));
            BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            ImageIO.write(picture, "png", folder.resolve("rgb_" + i + ".png").toFile());
            list.append("rgb_" + i + ".png depth_" + i + ".png filled_" + i + ".png\n");
        }
        Files.writeString(folder.resolve("list.txt"), list);
        return folder;
    }
}
