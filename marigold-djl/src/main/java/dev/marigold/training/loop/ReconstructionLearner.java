package dev.marigold.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Activation;
import dev.marigold.djl.runtime.HeapTensors;
import dev.marigold.djl.runtime.TrainableNetwork;
import dev.marigold.internal.random.TorchGenerator;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.training.batch.Batch;
import dev.marigold.training.objective.Reconstruction;
import dev.marigold.training.random.Seeds;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An autoencoder by itself. Owns its networks. */
final class ReconstructionLearner implements Learner {
    private static final long NOISE = 13;
    private static final float MEAN_WEIGHT = 1e-3f;
    private static final float SIZE_WEIGHT = 1e-2f;
    private static final float LARGE_LATENT = 2.5f;

    private final Reconstruction objective;
    private final TrainableNetwork encoder;
    private final TrainableNetwork decoder;
    private final long seed;

    ReconstructionLearner(Reconstruction objective, TrainableNetwork encoder, TrainableNetwork decoder, long seed) {
        this.objective = objective;
        this.encoder = encoder;
        this.decoder = decoder;
        this.seed = seed;
    }

    @Override
    public List<TrainedNetwork> trained() {
        return List.of(
                new TrainedNetwork(StartWeights.AUTOENCODER, encoder),
                new TrainedNetwork(StartWeights.AUTOENCODER, decoder));
    }

    @Override
    public Optional<Loss> loss(Batch batch, long number, NDManager step) {
        NDList reconstructed = new NDList();
        batch.reconstructed().forEach(part -> reconstructed.add(HeapTensors.toNative(step, part)));
        NDArray pictures = NDArrays.concat(reconstructed, 0);
        NDArray latents = encoder.forward(List.of(pictures));
        FloatTensor drawn = new TorchGenerator(Seeds.derive(seed, NOISE, number)).next(HeapTensors.shape(latents));
        NDArray noise = Numbers.times(HeapTensors.toNative(step, drawn), objective.latentNoise());
        NDArray errors = decoder.forward(List.of(latents.add(noise))).sub(pictures);
        NDArray absolute = errors.abs().mean();
        NDArray gradients = difference(errors, "...,1:", "...,:-1").add(difference(errors, "...,1:,:", "...,:-1,:"));
        NDArray mean = channelMeans(latents).square().sum();
        NDArray size =
                Activation.relu(Numbers.plus(latents.abs(), -LARGE_LATENT)).mean();
        NDArray total = absolute.add(Numbers.times(gradients, objective.gradientWeight()))
                .add(Numbers.times(mean, MEAN_WEIGHT))
                .add(Numbers.times(size, SIZE_WEIGHT));
        return Optional.of(new Loss(total, Map.of("l1", absolute, "gradient", gradients, "mean", mean, "size", size)));
    }

    private static NDArray channelMeans(NDArray latents) {
        return Numbers.over(
                latents.sum(new int[] {0, 2, 3}),
                (double) latents.size() / latents.getShape().get(1));
    }

    private static NDArray difference(NDArray errors, String later, String earlier) {
        return errors.get(new NDIndex(later))
                .sub(errors.get(new NDIndex(earlier)))
                .abs()
                .mean();
    }

    @Override
    public void close() {
        encoder.close();
        decoder.close();
    }
}
