package dev.marigold.progress;

import dev.marigold.tensor.FloatTensor;

/**
 * Receives the tensors between the stages of a request, for comparison with another implementation. Called on the thread that does the
 * work; what it throws ends the request.
 *
 * <p>In their order, with {@code E} members, {@code V} views (2 where members see the mirror image as well, else 1), {@code T} targets of {@code C} channels, and {@code f} the downscaling of the autoencoder:
 *
 * <ul>
 *   <li>{@code preprocessed}: the padded picture, {@code [V, 3, H, W]}, in [-1, 1];
 *   <li>{@code init_latents}: the initial noise, {@code [E, C * T, H / f, W / f]};
 *   <li>{@code image_latent}: the picture's latents, scaled, {@code [V, C, H / f, W / f]};
 *   <li>{@code latent_step_0}, {@code latent_step_1} …: the target latents after each step, {@code [E, C * T, H / f, W / f]};
 *   <li>{@code prediction}: what the request returns, {@code [1, 1, height, width]}.
 * </ul>
 */
@FunctionalInterface
public interface TraceListener {
    /**
     * Receives one tensor.
     *
     * @param name one of the names above
     */
    void onTensor(String name, FloatTensor tensor);

    /** Returns a listener that ignores every tensor. */
    static TraceListener none() {
        return (name, tensor) -> {};
    }
}
