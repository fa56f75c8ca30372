package dev.marigold.testing;

import dev.marigold.spi.DiffusionBackend;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Networks one can compute by hand, with 4 latent channels and blocks of 8x8 pixels. A latent is the mean colour of a block and the mean of
 * its channels; decoding paints the block; denoising answers {@code image latent + share * target latent + timestep * 1e-5}. Counts calls.
 */
public class FakeBackend implements DiffusionBackend {
    /** Edge of a block in pixels. */
    public static final int BLOCK = 8;

    private static final int CHANNELS = 4;

    /** Calls of {@link #close()}. */
    public final AtomicInteger closes = new AtomicInteger();

    /** Calls of the networks. */
    public final AtomicInteger evaluations = new AtomicInteger();

    private final double scalingFactor;
    private final float share;

    /**
     * Creates the backend.
     *
     * @param scalingFactor of the checkpoint
     * @param share of the target latent in what denoising answers
     */
    public FakeBackend(double scalingFactor, double share) {
        this.scalingFactor = scalingFactor;
        this.share = (float) share;
    }

    @Override
    public FloatTensor encode(FloatTensor images) {
        requireOpen();
        evaluations.incrementAndGet();
        Shape shape = images.shape();
        requireShape("images", shape, 3, BLOCK);
        int h = shape.extent(2) / BLOCK;
        int w = shape.extent(3) / BLOCK;
        float[] latents = new float[shape.extent(0) * CHANNELS * h * w];
        for (int i = 0; i < latents.length; i++) {
            int channel = i / (h * w) % CHANNELS;
            int picture = i / (h * w) / CHANNELS;
            double mean = channel < 3
                    ? blockMean(images, picture * 3 + channel, i / w % h, i % w)
                    : (blockMean(images, picture * 3, i / w % h, i % w)
                                    + blockMean(images, picture * 3 + 1, i / w % h, i % w)
                                    + blockMean(images, picture * 3 + 2, i / w % h, i % w))
                            / 3;
            latents[i] = (float) (mean / scalingFactor);
        }
        return FloatTensor.wrap(Shape.of(shape.extent(0), CHANNELS, h, w), latents);
    }

    private static double blockMean(FloatTensor images, int plane, int row, int column) {
        int height = images.shape().extent(2);
        int width = images.shape().extent(3);
        double sum = 0;
        for (int y = 0; y < BLOCK; y++) {
            for (int x = 0; x < BLOCK; x++) {
                sum += images.get((plane * height + row * BLOCK + y) * width + column * BLOCK + x);
            }
        }
        return sum / (BLOCK * BLOCK);
    }

    @Override
    public FloatTensor denoise(FloatTensor latents, int timestep) {
        requireOpen();
        evaluations.incrementAndGet();
        Shape shape = latents.shape();
        requireShape("latents", shape, 2 * CHANNELS, 1);
        int size = CHANNELS * shape.extent(2) * shape.extent(3);
        float[] output = new float[shape.extent(0) * size];
        for (int i = 0; i < output.length; i++) {
            int first = i / size * 2 * size + i % size;
            output[i] = latents.get(first) + share * latents.get(first + size) + timestep * 1e-5f;
        }
        return FloatTensor.wrap(shape.with(1, CHANNELS), output);
    }

    @Override
    public FloatTensor decode(FloatTensor latents) {
        requireOpen();
        evaluations.incrementAndGet();
        Shape shape = latents.shape();
        requireShape("latents", shape, CHANNELS, 1);
        int height = shape.extent(2) * BLOCK;
        int width = shape.extent(3) * BLOCK;
        float[] pictures = new float[shape.extent(0) * 3 * height * width];
        for (int i = 0; i < pictures.length; i++) {
            int plane = i / (height * width);
            int source = (plane / 3 * CHANNELS + plane % 3) * shape.extent(2) + i / width % height / BLOCK;
            pictures[i] = (float) (latents.get(source * shape.extent(3) + i % width / BLOCK) * scalingFactor);
        }
        return FloatTensor.wrap(Shape.of(shape.extent(0), 3, height, width), pictures);
    }

    private static void requireShape(String name, Shape shape, int channels, int multiple) {
        if (shape.rank() != 4
                || shape.extent(0) == 0
                || shape.extent(1) != channels
                || shape.extent(2) % multiple != 0
                || shape.extent(3) % multiple != 0) {
            throw new IllegalArgumentException(name + " must have " + channels
                    + " channels and edges that are multiples of " + multiple + ", got " + shape);
        }
    }

    private void requireOpen() {
        if (closes.get() > 0) {
            throw new IllegalStateException("The backend is closed");
        }
    }

    @Override
    public void close() {
        closes.incrementAndGet();
    }
}
