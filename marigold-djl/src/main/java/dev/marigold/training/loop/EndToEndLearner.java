package dev.marigold.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.marigold.djl.runtime.HeapTensors;
import dev.marigold.djl.runtime.TrainableNetwork;
import dev.marigold.internal.random.TorchGenerator;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.training.batch.Batch;
import dev.marigold.training.objective.Alignment;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.objective.StartLatent;
import dev.marigold.training.random.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One-step predictions, decoded and compared as depths. Owns its networks. */
final class EndToEndLearner implements Learner {
    private static final long START = 12;
    private static final long COARSE = 14;
    private static final String EVERY_SECOND_PIXEL = "...,::2,::2";

    private final EndToEnd objective;
    private final Optional<Alignment> alignment;
    private final Parts parts;
    private final Conditioning conditioning;
    private final Diffusion diffusion;
    private final DenoisingTerm denoising;

    /**
     * The networks.
     *
     * @param unet learns
     * @param decoder learns or lets gradients through
     * @param encoder learns; empty if pictures are encoded by {@code teacher}
     * @param teacher encodes targets of the denoising loss, and pictures where no encoder learns; empty if there is nothing for it to encode
     * @param scaling from the encoder's latents to the denoising network's
     */
    record Parts(
            TrainableNetwork unet,
            TrainableNetwork decoder,
            Optional<TrainableNetwork> encoder,
            Optional<FrozenEncoder> teacher,
            double scaling) {}

    EndToEndLearner(
            EndToEnd objective,
            Optional<Alignment> alignment,
            Parts parts,
            Conditioning conditioning,
            Diffusion diffusion) {
        this.objective = objective;
        this.alignment = alignment;
        this.parts = parts;
        this.conditioning = conditioning;
        this.diffusion = diffusion;
        this.denoising = new DenoisingTerm(parts.unet(), conditioning, diffusion, objective.noise(), 0);
    }

    @Override
    public List<TrainedNetwork> trained() {
        List<TrainedNetwork> trained = new ArrayList<>();
        trained.add(new TrainedNetwork(StartWeights.UNET, parts.unet()));
        if (parts.encoder().isPresent()) {
            trained.add(
                    new TrainedNetwork(StartWeights.AUTOENCODER, parts.encoder().get()));
            trained.add(new TrainedNetwork(StartWeights.AUTOENCODER, parts.decoder()));
        }
        return trained;
    }

    @Override
    public Optional<Loss> loss(Batch batch, long number, NDManager step) throws IOException {
        boolean coarse = Seeds.stream(diffusion.seed(), COARSE, number).nextDouble() < objective.coarseShare();
        NDArray masks = truth(batch.masks(), coarse, step);
        int present = samplesWithDepth(masks);
        if (present == 0) {
            return Optional.empty();
        }
        NDArray image = encode(batch, step);
        NDArray clean = predict(image, number);
        DepthTerm depths = new DepthTerm(
                alignment, decode(coarse ? halved(clean) : clean), truth(batch.depths(), coarse, step), masks, present);
        Map<String, NDArray> logged = new LinkedHashMap<>();
        NDArray absolute = depths.absolute();
        logged.put("l1", absolute);
        NDArray total = absolute;
        if (objective.relativeWeight() > 0) {
            NDArray relative = depths.relative(truth(batch.perDepth(), coarse, step));
            logged.put("relative", relative);
            total = total.add(Numbers.times(relative, objective.relativeWeight()));
        }
        if (objective.beyondWeight() > 0) {
            NDArray beyond = depths.beyond();
            logged.put("beyond", beyond);
            total = total.add(Numbers.times(beyond, objective.beyondWeight()));
        }
        if (objective.gradientWeight() > 0) {
            NDArray gradients = depths.gradients();
            logged.put("gradient", gradients);
            total = total.add(Numbers.times(gradients, objective.gradientWeight()));
        }
        if (objective.denoisingWeight() > 0) {
            FloatTensor target = parts.teacher().orElseThrow().encode(batch.depthPictures());
            Optional<NDArray> term = denoising.loss(image, target, batch.masks(), number);
            if (term.isPresent()) {
                logged.put("denoising", term.get());
                total = total.add(Numbers.times(term.get(), objective.denoisingWeight()));
            }
        }
        return Optional.of(new Loss(total, logged));
    }

    private NDArray encode(Batch batch, NDManager step) throws IOException {
        if (parts.encoder().isEmpty()) {
            return HeapTensors.toNative(step, parts.teacher().orElseThrow().encode(batch.pictures()));
        }
        NDArray latents = parts.encoder().get().forward(List.of(HeapTensors.toNative(step, batch.pictures())));
        return Numbers.times(latents, parts.scaling());
    }

    /** Returns the clean latents of one prediction from the start latents. */
    private NDArray predict(NDArray image, long number) {
        NDManager step = image.getManager();
        int samples = Math.toIntExact(image.getShape().get(0));
        NDArray start = HeapTensors.toNative(step, start(image, number));
        int[] timesteps = new int[samples];
        Arrays.fill(timesteps, diffusion.lastTimestep());
        NDArray output = parts.unet()
                .forward(List.of(
                        image.concat(start, 1),
                        conditioning.times(step, timesteps),
                        conditioning.texts(step, samples)));
        return Numbers.times(output, diffusion.outputFactor()).add(Numbers.times(start, diffusion.noisyFactor()));
    }

    private static NDArray halved(NDArray latents) {
        Shape shape = HeapTensors.shape(latents);
        NDArray blocks =
                latents.reshape(shape.extent(0), shape.extent(1), shape.extent(2) / 2, 2, shape.extent(3) / 2, 2);
        return Numbers.over(blocks.sum(new int[] {3, 5}), 4);
    }

    /** Returns depths {@code [B, 1, H, W]}. */
    private NDArray decode(NDArray clean) {
        return parts.decoder()
                .forward(List.of(Numbers.over(clean, parts.scaling())))
                .mean(new int[] {1}, true);
    }

    private static NDArray truth(FloatTensor maps, boolean coarse, NDManager step) {
        NDArray all = HeapTensors.toNative(step, maps);
        return coarse ? all.get(EVERY_SECOND_PIXEL) : all;
    }

    private FloatTensor start(NDArray image, long number) {
        Shape shape = HeapTensors.shape(image).with(1, conditioning.config().outChannels());
        if (objective.start() == StartLatent.ZEROS) {
            return FloatTensor.wrap(shape, new float[Math.toIntExact(shape.elementCount())]);
        }
        return new TorchGenerator(Seeds.derive(diffusion.seed(), START, number)).next(shape);
    }

    private static int samplesWithDepth(NDArray masks) {
        int present = 0;
        for (float pixels : masks.sum(new int[] {1, 2, 3}).toFloatArray()) {
            present += pixels > 0 ? 1 : 0;
        }
        return present;
    }

    @Override
    public void close() {
        parts.unet().close();
        parts.decoder().close();
        parts.encoder().ifPresent(TrainableNetwork::close);
        parts.teacher().ifPresent(FrozenEncoder::close);
    }
}
