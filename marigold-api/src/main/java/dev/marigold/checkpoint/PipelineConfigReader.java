package dev.marigold.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marigold.error.ModelLoadException;
import dev.marigold.prediction.AffineInvariance;
import dev.marigold.prediction.MemberViews;
import dev.marigold.prediction.MetricRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads a {@code model_index.json}. */
final class PipelineConfigReader {
    private static final String RANGE = "depth_range_metres";

    private final JsonFile json;

    private PipelineConfigReader(JsonFile json) {
        this.json = json;
    }

    static PipelineConfig read(Path directory) throws IOException {
        Path file = directory.resolve("model_index.json");
        if (!Files.exists(file) && Files.isDirectory(directory)) {
            requireNoTraining(directory, file);
        }
        return read(JsonFile.read(file));
    }

    /** The folder of a training holds checkpoints, and is none. */
    private static void requireNoTraining(Path directory, Path file) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            Optional<Path> newest = entries.filter(
                            entry -> entry.getFileName().toString().matches("checkpoint-\\d+"))
                    .max(Comparator.naturalOrder());
            if (newest.isPresent()) {
                throw new ModelLoadException("Checkpoint has no file " + file
                        + "; the folder is that of a training, whose newest checkpoint is " + newest.get());
            }
        }
    }

    static PipelineConfig read(JsonFile json) {
        PipelineConfigReader reader = new PipelineConfigReader(json);
        Modality modality = reader.modality();
        AffineInvariance invariance = modality == Modality.DEPTH ? reader.invariance() : AffineInvariance.NONE;
        PipelineConfig config = new PipelineConfig(
                modality,
                invariance,
                reader.range(modality == Modality.DEPTH && invariance == AffineInvariance.NONE),
                reader.steps(),
                toOptionalInt(json.notNegative("default_processing_resolution")),
                json.flag("default_zero_latents", false),
                json.flag("default_mirrored_members", false) ? MemberViews.MIRRORED : MemberViews.SAME);
        json.logIgnored();
        return config;
    }

    private Modality modality() {
        return switch (json.text("_class_name", "")) {
            // The class was called MarigoldPipeline until it entered diffusers.
            case "MarigoldDepthPipeline", "MarigoldPipeline" -> Modality.DEPTH;
            case "MarigoldNormalsPipeline" -> Modality.NORMALS;
            case "MarigoldIntrinsicsPipeline" -> Modality.INTRINSICS;
            default ->
                throw json.refuse(
                        "_class_name",
                        "MarigoldDepthPipeline, MarigoldPipeline, MarigoldNormalsPipeline or MarigoldIntrinsicsPipeline");
        };
    }

    private AffineInvariance invariance() {
        boolean scale = json.flag("scale_invariant", true);
        boolean shift = json.flag("shift_invariant", true);
        if (shift && !scale) {
            throw json.refuse("shift_invariant", "false where scale_invariant is");
        }
        if (shift) {
            return AffineInvariance.SCALE_AND_SHIFT;
        }
        return scale ? AffineInvariance.SCALE : AffineInvariance.NONE;
    }

    private Optional<MetricRange> range(boolean isAbsolute) {
        Optional<JsonNode> range = json.find(RANGE);
        if (range.isPresent() && !isAbsolute) {
            throw json.refuse(RANGE, "absent where depth is known up to scale or shift only");
        }
        try {
            return range.map(ends -> new MetricRange(number(ends, "near"), number(ends, "far")));
        } catch (IllegalArgumentException e) {
            throw json.refuse(RANGE, "an object with metres 0 <= near < far");
        }
    }

    private static double number(JsonNode ends, String key) {
        return ends.path(key).isNumber() ? ends.path(key).doubleValue() : Double.NaN;
    }

    private OptionalInt steps() {
        String key = "default_denoising_steps";
        return json.find(key).isPresent() ? OptionalInt.of(json.positive(key, 1)) : OptionalInt.empty();
    }

    private static OptionalInt toOptionalInt(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
