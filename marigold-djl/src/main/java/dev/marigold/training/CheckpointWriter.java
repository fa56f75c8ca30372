package dev.marigold.training;

import ai.djl.ndarray.NDArray;
import com.google.common.collect.ImmutableMap;
import dev.marigold.djl.runtime.HeapTensors;
import dev.marigold.prediction.MemberViews;
import dev.marigold.prediction.MetricRange;
import dev.marigold.tensor.Shape;
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
    private static final int PUBLISHED_RESOLUTION = 768;

    private final TrainingRun.Parts parts;
    private final TrainerSettings settings;
    private final CheckpointFolder folder;
    private final Optional<ScalingMeasure> scaling;

    /**
     * Reads what checkpoints are measured with.
     *
     * @throws IllegalArgumentException if a weight that does not learn cannot be written
     */
    CheckpointWriter(TrainingRun.Parts parts) throws IOException {
        this.parts = parts;
        this.settings = parts.origin().settings();
        FrozenWeights.requireWritable(parts.origin().start(), parts.state().delivered(), settings.weightType);
        this.folder = new CheckpointFolder(settings.output, settings.keptCheckpoints);
        this.scaling = onlyAutoencoderLearns()
                ? Optional.of(ScalingFactor.of(settings, parts.engine())::measure)
                : Optional.empty();
    }

    /**
     * Writes a checkpoint; older ones stay.
     *
     * @throws dev.marigold.error.TrainingDivergedException if weights or latents are such that the checkpoint could not be used; nothing is
     *     left of it then
     */
    Path write(Progress progress) throws IOException {
        parts.state().requireFinite(progress.updates(), settings.weightType);
        Map<String, Map<String, ArraySource>> learnt = new LinkedHashMap<>();
        parts.state().delivered().forEach((component, arrays) -> learnt.put(component, sources(arrays)));
        Description description = new Description(settings.weightType, parts.scheduler(), index(), scaling);
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

    private boolean onlyAutoencoderLearns() {
        return settings.objective instanceof Reconstruction;
    }

    private Map<String, @Nullable Object> index() {
        Map<String, @Nullable Object> index = new LinkedHashMap<>();
        index.put("_class_name", "MarigoldDepthPipeline");
        settings.defaultSteps.ifPresent(steps -> index.put("default_denoising_steps", steps));
        index.put("default_processing_resolution", resolution());
        settings.defaultMemberViews.ifPresent(
                views -> index.put("default_mirrored_members", views == MemberViews.MIRRORED));
        index.put("scheduler", List.of("diffusers", parts.scheduler().className()));
        if (!onlyAutoencoderLearns()) {
            index.putAll(predictions());
        }
        return index;
    }

    /** Returns what the index says of the predictions of a denoising network that has learnt. */
    private Map<String, @Nullable Object> predictions() {
        Optional<MetricRange> range = settings.samples.normalization().range();
        boolean fromZeros = settings.objective instanceof EndToEnd endToEnd && endToEnd.start() == StartLatent.ZEROS;
        Map<String, @Nullable Object> predictions = new LinkedHashMap<>();
        predictions.put("default_zero_latents", fromZeros ? true : null);
        predictions.put("scale_invariant", range.isEmpty());
        predictions.put("shift_invariant", range.isEmpty());
        predictions.put(
                "depth_range_metres",
                range.map(metres -> ImmutableMap.of("near", metres.near(), "far", metres.far()))
                        .orElse(null));
        return predictions;
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
