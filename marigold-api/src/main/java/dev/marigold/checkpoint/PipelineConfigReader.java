package dev.marigold.checkpoint;

import dev.marigold.prediction.AffineInvariance;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a {@code model_index.json}. */
final class PipelineConfigReader {
    private final JsonFile json;

    private PipelineConfigReader(JsonFile json) {
        this.json = json;
    }

    static PipelineConfig read(JsonFile json) {
        PipelineConfigReader reader = new PipelineConfigReader(json);
        Modality modality = reader.modality();
        PipelineConfig config = new PipelineConfig(
                modality,
                modality == Modality.DEPTH ? reader.invariance() : AffineInvariance.NONE,
                reader.steps(),
                toOptionalInt(json.notNegative("default_processing_resolution")));
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

    private OptionalInt steps() {
        String key = "default_denoising_steps";
        return json.find(key).isPresent() ? OptionalInt.of(json.positive(key, 1)) : OptionalInt.empty();
    }

    private static OptionalInt toOptionalInt(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
