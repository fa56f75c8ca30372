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
import dev.marigold.tensor.Shape;
import dev.marigold.training.data.Batch;
import dev.marigold.training.data.BatchSource;
import dev.marigold.training.objective.Reconstruction;
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
import org.jspecify.annotations.Nullable;

/** Writes the checkpoints of a run. */
final class CheckpointWriter {
    private static final int SCALING_BATCH = 32;

    private final TrainingRun.Parts parts;
    private final TrainerSettings settings;
    private final CheckpointFolder folder;

    CheckpointWriter(TrainingRun.Parts parts) {
        this.parts = parts;
        this.settings = parts.origin().settings();
        this.folder = new CheckpointFolder(settings.output, settings.keptCheckpoints);
    }

    Path write(Progress progress) throws IOException {
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

    private Map<String, @Nullable Object> index() {
        Optional<MetricRange> range = settings.samples.normalization().range();
        Map<String, @Nullable Object> index = new LinkedHashMap<>();
        index.put("_class_name", "MarigoldDepthPipeline");
        index.put("default_denoising_steps", settings.defaultSteps);
        index.put("default_processing_resolution", settings.defaultProcessingResolution);
        index.put("scale_invariant", range.isEmpty());
        index.put("shift_invariant", range.isEmpty());
        index.put(
                "depth_range_metres",
                range.map(metres -> ImmutableMap.of("near", metres.near(), "far", metres.far()))
                        .orElse(null));
        index.put("scheduler", List.of("diffusers", parts.scheduler().className()));
        return index;
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
        int samples = Math.min(SCALING_BATCH, settings.datasets.get(0).dataset().size());
        try (BatchSource source =
                        new BatchSource(settings.datasets.subList(0, 1), settings.samples, samples, settings.seed, 0);
                TrainableNetwork encoder = parts.engine().train(autoencoder.encoder(), files.weights(), name -> false);
                NDManager scope = parts.engine().newManager()) {
            Batch batch = source.next();
            double sum = 0;
            double squares = 0;
            long count = 0;
            for (var pictures : List.of(batch.pictures(), batch.depthPictures())) {
                for (float value : encoder.evaluate(List.of(HeapTensors.toNative(scope, pictures)))
                        .toFloatArray()) {
                    sum += value;
                    squares += (double) value * value;
                    count++;
                }
            }
            double mean = sum / count;
            return 1 / Math.sqrt((squares - count * mean * mean) / (count - 1));
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
