package dev.marigold.cli;

import dev.marigold.image.DepthWriter;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** An index of four tiny pictures in two groups, of which the depth is known; depth grows to the right, each picture in its own way. */
public record SmallDataset(Path folder) {
    public static final int SIZE = 4;
    private static final int WIDTH = 24;
    private static final int HEIGHT = 16;

    public static SmallDataset in(Path folder) throws IOException {
        Files.createDirectories(folder);
        SmallDataset dataset = new SmallDataset(folder);
        StringBuilder index = new StringBuilder("dataset,rgb,gt\n");
        for (int i = 0; i < SIZE; i++) {
            ImageIO.write(picture(i), "png", folder.resolve(name(i) + ".png").toFile());
            DepthWriter.npy().write(dataset.depth(i), folder.resolve(name(i) + "_gt.npy"));
            String group = i < 2 ? "indoor" : "outdoor";
            index.append(group + "," + name(i) + ".png," + name(i) + "_gt.npy\n");
        }
        Files.writeString(dataset.index(), index);
        return dataset;
    }

    public static String name(int picture) {
        return "photo" + picture;
    }

    public Path index() {
        return folder.resolve("index.csv");
    }

    /** Returns the measured depth in metres. */
    FloatTensor depth(int picture) {
        float[] metres = new float[WIDTH * HEIGHT];
        for (int i = 0; i < metres.length; i++) {
            int column = i % WIDTH;
            int row = i / WIDTH;
            metres[i] = 1 + (picture + 1) * column / 8f + row / 16f;
        }
        return FloatTensor.wrap(Shape.of(HEIGHT, WIDTH), metres);
    }

    /**
     * Writes a prediction that is the measured depth up to scale and shift, and a checkerboard.
     *
     * @param noise amplitude of the checkerboard in thousandths
     */
    public void predict(Path predictions, int picture, int noise) throws IOException {
        Files.createDirectories(predictions);
        DepthWriter.npy().write(prediction(picture, noise), predictions.resolve(name(picture) + ".npy"));
    }

    public FloatTensor prediction(int picture, int noise) {
        float[] values = depth(picture).toArray();
        for (int i = 0; i < values.length; i++) {
            int sign = (i % WIDTH + i / WIDTH) % 2 == 0 ? 1 : -1;
            values[i] = 0.02f + values[i] / 20 + sign * noise / 1000f;
        }
        return FloatTensor.wrap(Shape.of(HEIGHT, WIDTH), values);
    }

    private static BufferedImage picture(int seed) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, (x * 10) << 16 | (y * 15) << 8 | seed * 60);
            }
        }
        return image;
    }
}
