package dev.marigold.spi;

import dev.marigold.tensor.FloatTensor;

/**
 * The three networks of a checkpoint, ready to run. Returns raw network outputs; scaling, clipping and averaging are the pipeline's.
 * Tensors live on the heap and belong to the receiver. Every method but {@link #close()} may be called by several threads at once and
 * throws {@link IllegalStateException} after it; {@code close} must not run during another call.
 *
 * <p>Below, {@code C} is the number of latent channels (4 in every published checkpoint), {@code T} the number of targets, {@code f} the
 * downscaling of the autoencoder (8), {@code h = H / f} and {@code w = W / f}.
 */
public interface DiffusionBackend extends AutoCloseable {
    /**
     * Encodes pictures.
     *
     * @param images shape {@code [B, 3, H, W]}, in [-1, 1], with {@code H} and {@code W} multiples of {@code f}
     * @return mode of the posterior, not scaled, shape {@code [B, C, h, w]}
     * @throws IllegalArgumentException if the shape is another
     * @throws dev.marigold.error.InferenceException if the engine fails
     */
    FloatTensor encode(FloatTensor images);

    /**
     * Evaluates the denoising network once.
     *
     * @param latents image latent, then target latents, shape {@code [B, C + C * T, h, w]}
     * @param timestep training timestep, in [0, {@code num_train_timesteps}) of the scheduler; that is 1000 in every published checkpoint
     * @return shape {@code [B, C * T, h, w]}; what it predicts is defined by the checkpoint's scheduler configuration
     * @throws IllegalArgumentException if the shape is another
     * @throws dev.marigold.error.InferenceException if the engine fails
     */
    FloatTensor denoise(FloatTensor latents, int timestep);

    /**
     * Decodes latents.
     *
     * @param latents already divided by the scaling factor, shape {@code [B, C, h, w]}
     * @return shape {@code [B, 3, H, W]}, about [-1, 1], not clipped
     * @throws IllegalArgumentException if the shape is another
     * @throws dev.marigold.error.InferenceException if the engine fails
     */
    FloatTensor decode(FloatTensor latents);

    /** Releases the networks. Closing twice has no effect. */
    @Override
    void close();
}
