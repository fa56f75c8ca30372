package dev.marigold.checkpoint;

import com.google.common.collect.Sets;
import dev.marigold.error.ModelLoadException;
import dev.marigold.internal.file.FileCopies;
import dev.marigold.internal.file.WholeFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The mean of the weights of several checkpoints of the same networks, such as the ends of trainings that go on from one another: often better than
 * each of them, and no slower (Izmailov et al. 2018, <a href="https://arxiv.org/abs/1803.05407">arXiv:1803.05407</a>; Wortsman et al. 2022, <a
 * href="https://arxiv.org/abs/2203.05482">arXiv:2203.05482</a>). Checkpoints that were trained apart from the start have no useful mean. Immutable.
 */
public final class AveragedCheckpoint {
    private final List<Checkpoint> checkpoints;
    private final boolean eightBit;

    private AveragedCheckpoint(List<Checkpoint> checkpoints, boolean eightBit) {
        this.checkpoints = checkpoints;
        this.eightBit = eightBit;
    }

    /**
     * Returns the mean of checkpoints; no weight is read yet.
     *
     * @param checkpoints at least two; the first one gives the configuration, the tokenizer and the types of the weights
     * @throws IllegalArgumentException if there are fewer, or their networks, or what these predict, differ
     */
    public static AveragedCheckpoint of(List<Checkpoint> checkpoints) {
        List<Checkpoint> all = List.copyOf(checkpoints);
        if (all.size() < 2) {
            throw new IllegalArgumentException("checkpoints must be at least two, got " + all.size());
        }
        requireSame(all, "denoising networks", Checkpoint::unet);
        requireSame(all, "autoencoders", Checkpoint::autoencoder);
        requireSame(all, "text encoders", Checkpoint::textEncoder);
        requireSame(all, "modality", checkpoint -> checkpoint.pipeline().modality());
        requireSame(
                all,
                "prediction type",
                checkpoint -> checkpoint.scheduler().values().getOrDefault("prediction_type", "none"));
        return new AveragedCheckpoint(all, false);
    }

    /**
     * Returns the same mean, with the matrices and kernels of the denoising network in {@link DType#F8_E4M3}: a quarter of single precision. What has
     * one dimension (biases, normalisations) and the other networks keep their types. diffusers widens such weights when it opens them.
     */
    public AveragedCheckpoint withEightBitUnet() {
        return new AveragedCheckpoint(checkpoints, true);
    }

    private static void requireSame(List<Checkpoint> all, String what, Function<Checkpoint, Object> configuration) {
        Checkpoint first = all.get(0);
        for (Checkpoint other : all) {
            if (!configuration.apply(other).equals(configuration.apply(first))) {
                throw new IllegalArgumentException("checkpoints must have the same " + what + ", got "
                        + configuration.apply(first) + " in " + first.directory() + " and " + configuration.apply(other)
                        + " in " + other.directory());
            }
        }
    }

    /**
     * Writes the checkpoint: one file of weights for each network.
     *
     * @param directory created if it does not exist, once the checkpoint is complete
     * @throws FileAlreadyExistsException if the directory exists and is not empty
     * @throws IOException if a file cannot be read or written, or a weight is too large for its type
     * @throws ModelLoadException if a tensor is missing in one of the checkpoints or has another shape there
     */
    public void write(Path directory) throws IOException {
        WholeFolder.fill(directory, this::fill);
    }

    private void fill(Path directory) throws IOException {
        Path source = checkpoints.get(0).directory();
        Files.copy(source.resolve("model_index.json"), directory.resolve("model_index.json"));
        FileCopies.ofFolder(source.resolve("scheduler"), directory.resolve("scheduler"));
        FileCopies.ofFolder(source.resolve("tokenizer"), directory.resolve("tokenizer"));
        write(directory.resolve("unet"), "diffusion_pytorch_model", "", Checkpoint::unetWeights, eightBit);
        write(directory.resolve("vae"), "diffusion_pytorch_model", "", Checkpoint::autoencoderWeights, false);
        write(
                directory.resolve("text_encoder"),
                "model",
                WeightNames.TEXT_PREFIX,
                Checkpoint::textEncoderWeights,
                false);
    }

    /** Writes a network, whose weights have a prefix in the file. */
    private void write(Path folder, String base, String prefix, Function<Checkpoint, Weights> network, boolean eightBit)
            throws IOException {
        Path source = checkpoints.get(0).directory().resolve(folder.getFileName());
        Files.createDirectory(folder);
        Files.copy(source.resolve("config.json"), folder.resolve("config.json"));
        List<Weights> all = checkpoints.stream().map(network).toList();
        for (Weights weights : all) {
            requireAll(weights, all.get(0));
            requireAll(all.get(0), weights);
        }
        SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
        for (String name : all.get(0).names()) {
            Weight first = all.get(0).get(name);
            if (first.dtype().isFloatingPoint()) {
                List<Weight> weights =
                        all.stream().map(of -> of.get(name, first.shape())).toList();
                DType dtype = eightBit && first.shape().rank() > 1 ? DType.F8_E4M3 : first.dtype();
                writer.floats(prefix + name, dtype, first.shape(), new Mean(weights));
            } else {
                writer.copy(prefix + name, first);
            }
        }
        writer.write(folder.resolve(base + ".safetensors"));
    }

    private static void requireAll(Weights weights, Weights others) {
        Optional<String> missing =
                Sets.difference(others.names(), weights.names()).stream().findFirst();
        if (missing.isPresent()) {
            throw new ModelLoadException(
                    weights.source() + " has no tensor '" + missing.get() + "', unlike " + others.source());
        }
    }

    /** The mean of tensors of one shape, in memory from the first run of values to the last. Confined to one thread. */
    private static final class Mean implements SafetensorsWriter.FloatSource {
        private final List<Weight> weights;
        private float[] values = {};

        Mean(List<Weight> weights) {
            this.weights = weights;
        }

        @Override
        public void read(long from, float[] target, int count) throws IOException {
            if (from == 0) {
                values = mean();
            }
            System.arraycopy(values, Math.toIntExact(from), target, 0, count);
            if (from + count == values.length) {
                values = new float[0];
            }
        }

        private float[] mean() throws IOException {
            double[] sums = new double[Math.toIntExact(weights.get(0).shape().elementCount())];
            for (Weight weight : weights) {
                float[] each = weight.readFloats();
                for (int i = 0; i < each.length; i++) {
                    sums[i] += each[i];
                }
            }
            float[] mean = new float[sums.length];
            for (int i = 0; i < mean.length; i++) {
                mean[i] = (float) (sums[i] / weights.size());
            }
            return mean;
        }
    }
}
