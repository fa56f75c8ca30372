package dev.marigold.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableMap;
import dev.marigold.checkpoint.AutoencoderFolder;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.djl.runtime.HeapTensors;
import dev.marigold.djl.runtime.TrainableNetwork;
import dev.marigold.network.Autoencoder;
import dev.marigold.prediction.MetricRange;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.training.batch.Batch;
import dev.marigold.training.batch.BatchSource;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.objective.Reconstruction;
import dev.marigold.training.objective.StartLatent;
import dev.marigold.training.state.CheckpointContent;
import dev.marigold.training.state.CheckpointContent.Description;
import dev.marigold.training.state.CheckpointContent.ScalingMeasure;
import dev.marigold.training.state.CheckpointFolder;
import dev.marigold.training.state.Progress;
import dev.marigold.training.state.SavedTraining.ArraySource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Writes the checkpoints of a run. */
final class CheckpointWriter {
    private static final int SCALING_SAMPLES = 32;
    private static final int PUBLISHED_RESOLUTION = 768;

    private final TrainingRun.Parts parts;
    private final TrainerSettings settings;
    private final CheckpointFolder folder;

    CheckpointWriter(TrainingRun.Parts parts) {
        this.parts = parts;
        this.settings = parts.origin().settings();
        this.folder = new CheckpointFolder(settings.output, settings.keptCheckpoints);
    }

    /**
     * Writes a checkpoint; older ones stay.
     *
     * @throws dev.marigold.error.TrainingDivergedException if a weight is infinite or no number; nothing is written then
     */
    Path write(Progress progress) throws IOException {
        parts.state().requireFinite(progress.updates());
        Map<String, Map<String, ArraySource>> learnt = new LinkedHashMap<>();
        parts.state().delivered().forEach((component, arrays) -> learnt.put(component, sources(arrays)));
        Description description = new Description(
                settings.weightType,
                parts.scheduler(),
                index(),
                settings.objective instanceof Reconstruction
                        ? Optional.<ScalingMeasure>of(this::measureScaling)
                        : Optional.empty());
        return folder.write(
                progress.updates(),
                new CheckpointContent(
                        parts.origin().start(),
                        description,
                        learnt,
                        sources(parts.state().arrays()),
                        progress));
    }

    /** Deletes the checkpoints that newer ones have made superfluous. */
    void deleteOld() throws IOException {
        folder.deleteOld();
    }

    private Map<String, @Nullable Object> index() {
        Optional<MetricRange> range = settings.samples.normalization().range();
        Map<String, @Nullable Object> index = new LinkedHashMap<>();
        index.put("_class_name", "MarigoldDepthPipeline");
        settings.defaultSteps.ifPresent(steps -> index.put("default_denoising_steps", steps));
        index.put("default_processing_resolution", resolution());
        index.put("default_zero_latents", startsFromZeros() ? true : null);
        index.put("scale_invariant", range.isEmpty());
        index.put("shift_invariant", range.isEmpty());
        index.put(
                "depth_range_metres",
                range.map(metres -> ImmutableMap.of("near", metres.near(), "far", metres.far()))
                        .orElse(null));
        index.put("scheduler", List.of("diffusers", parts.scheduler().className()));
        return index;
    }

    private boolean startsFromZeros() {
        if (settings.objective instanceof EndToEnd endToEnd) {
            return endToEnd.start() == StartLatent.ZEROS;
        }
        return settings.objective instanceof Reconstruction
                && parts.origin().start().pipeline().startsFromZeros();
    }

    private int resolution() {
        OptionalInt ofStart = parts.origin().start().pipeline().defaultProcessingResolution();
        return settings.defaultProcessingResolution.orElse(ofStart.orElse(PUBLISHED_RESOLUTION));
    }

    private static Map<String, ArraySource> sources(Map<String, NDArray> arrays) {
        Map<String, ArraySource> sources = new LinkedHashMap<>();
        arrays.forEach((name, array) -> sources.put(name, new NativeArray(array)));
        return sources;
    }

    /** Returns the factor that gives the latents of pictures and depths a standard deviation of 1. Reads the weights: a mapped folder cannot be renamed everywhere. */
    private double measureScaling(Path autoencoderFolder) throws IOException {
        AutoencoderFolder files = AutoencoderFolder.open(autoencoderFolder, WeightVariant.ANY);
        Autoencoder autoencoder = Autoencoder.of(files.config(), files.weights()::get);
        int samples =
                Math.min(SCALING_SAMPLES, settings.datasets.get(0).dataset().size());
        int batches = Math.max(1, samples / settings.batchSize);
        try (BatchSource source = new BatchSource(
                        settings.datasets.subList(0, 1),
                        settings.samples,
                        settings.batchSize,
                        settings.seed,
                        new BatchSource.Section(0, batches));
                TrainableNetwork encoder =
                        parts.engine().train(autoencoder.encoder(), files.weights(), name -> false)) {
            double sum = 0;
            double squares = 0;
            long count = 0;
            for (int i = 0; i < batches; i++) {
                Batch batch = source.next();
                for (FloatTensor pictures : List.of(batch.pictures(), batch.depthPictures())) {
                    for (float value : latents(encoder, pictures)) {
                        sum += value;
                        squares += (double) value * value;
                        count++;
                    }
                }
            }
            double mean = sum / count;
            return 1 / Math.sqrt((squares - count * mean * mean) / (count - 1));
        }
    }

    private float[] latents(TrainableNetwork encoder, FloatTensor pictures) {
        try (NDManager scope = parts.engine().newManager()) {
            return encoder.evaluate(List.of(HeapTensors.toNative(scope, pictures)))
                    .toFloatArray();
        }
    }

    /** An array of PyTorch's, copied when it is asked for. */
    private record NativeArray(NDArray array) implements ArraySource {
        @Override
        public Shape shape() {
            return HeapTensors.shape(array);
        }

        @Override
        public float[] values() {
            return array.toFloatArray();
        }
    }
}
