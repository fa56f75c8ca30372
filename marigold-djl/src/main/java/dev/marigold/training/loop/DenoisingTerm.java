package dev.marigold.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.marigold.djl.runtime.HeapTensors;
import dev.marigold.djl.runtime.TrainableNetwork;
import dev.marigold.internal.random.TorchGenerator;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.training.noise.TimestepDraw;
import dev.marigold.training.noise.TrainingNoise;
import dev.marigold.training.objective.NoiseKind;
import dev.marigold.training.random.Seeds;
import java.util.List;
import java.util.Optional;

/** The mean squared error of what the network says about a noisy target latent. */
final class DenoisingTerm {
    private static final long NOISE = 10;
    private static final long TERMINAL = 11;

    private final TrainableNetwork unet;
    private final Conditioning conditioning;
    private final Diffusion diffusion;
    private final TrainingNoise noise;
    private final TimestepDraw timesteps;

    DenoisingTerm(
            TrainableNetwork unet, Conditioning conditioning, Diffusion diffusion, NoiseKind kind, double terminal) {
        this.unet = unet;
        this.conditioning = conditioning;
        this.diffusion = diffusion;
        this.noise = new TrainingNoise(kind, diffusion.schedule().trainTimesteps());
        this.timesteps = new TimestepDraw(diffusion.schedule().trainTimesteps(), terminal);
    }

    /**
     * Returns the loss; empty if no latent pixel counts.
     *
     * @param image latent of the pictures; its manager owns everything computed
     * @param clean latent of the targets, {@code [B, C, h, w]}
     * @param masks see {@link dev.marigold.training.batch.Batch#masks()}
     * @param number of the micro-batch
     */
    Optional<NDArray> loss(NDArray image, FloatTensor clean, FloatTensor masks, long number) {
        TorchGenerator generator = new TorchGenerator(Seeds.derive(diffusion.seed(), NOISE, number));
        int[] times =
                timesteps.draw(clean.shape().extent(0), generator, Seeds.stream(diffusion.seed(), TERMINAL, number));
        FloatTensor drawn = noise.draw(clean.shape(), times, generator);
        return loss(image, clean, masks, new Draw(times, drawn));
    }

    /** The random part of a micro-batch. */
    @SuppressWarnings("ArrayRecordComponent") // Handed from the draw to the loss once, never compared.
    record Draw(int[] timesteps, FloatTensor noise) {}

    Optional<NDArray> loss(NDArray image, FloatTensor clean, FloatTensor masks, Draw draw) {
        float[] mask = latentMask(masks, clean.shape());
        double count = 0;
        for (float value : mask) {
            count += value;
        }
        if (count == 0) {
            return Optional.empty();
        }
        NDManager step = image.getManager();
        FloatTensor noisy = diffusion.schedule().addNoise(clean, draw.noise(), draw.timesteps());
        FloatTensor target = diffusion.target(clean, draw.noise(), draw.timesteps());
        NDArray prediction = unet.forward(List.of(
                image.concat(HeapTensors.toNative(step, noisy), 1),
                conditioning.times(step, draw.timesteps()),
                conditioning.texts(step, draw.timesteps().length)));
        NDArray errors = prediction
                .sub(HeapTensors.toNative(step, target))
                .square()
                .mul(HeapTensors.toNative(step, FloatTensor.wrap(clean.shape(), mask)));
        return Optional.of(Numbers.over(errors.sum(), count));
    }

    /** Spreads the mask of each latent over its channels. */
    private static float[] latentMask(FloatTensor masks, Shape latent) {
        int width = masks.shape().extent(3);
        int factor = width / latent.extent(3);
        int plane = latent.extent(2) * latent.extent(3);
        float[] all = new float[Math.toIntExact(latent.elementCount())];
        for (int b = 0; b < latent.extent(0); b++) {
            float[] mask = LatentMask.of(masks.slice(b, b + 1).toArray(), width, factor);
            for (int c = 0; c < latent.extent(1); c++) {
                System.arraycopy(mask, 0, all, (b * latent.extent(1) + c) * plane, plane);
            }
        }
        return all;
    }
}
