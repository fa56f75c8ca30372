package dev.marigold.checkpoint;

import dev.marigold.prediction.AffineInvariance;
import dev.marigold.prediction.MemberViews;
import dev.marigold.prediction.MetricRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code model_index.json} says about a checkpoint, with the defaults of diffusers for absent keys.
 *
 * @param modality what is predicted
 * @param invariance up to what a depth is known; {@link AffineInvariance#NONE} for other modalities
 * @param range of absolute depth, which checkpoints name that this library trained; empty where depth is not absolute or the range is not named
 * @param defaultSteps denoising steps if the user names none; empty if the checkpoint names none
 * @param defaultProcessingResolution longer edge while processing in pixels, 0 for the picture's own size; empty if the checkpoint
 *     names none
 * @param startsFromZeros whether a prediction starts from zeros in place of noise unless it is given a seed or latents; checkpoints name it that
 *     this library fine-tuned so, end to end
 * @param memberViews what the members of an ensemble see unless the user says otherwise; {@link MemberViews#MIRRORED} where a checkpoint names
 *     it that this library trained, where members hardly differ otherwise
 */
public record PipelineConfig(
        Modality modality,
        AffineInvariance invariance,
        Optional<MetricRange> range,
        OptionalInt defaultSteps,
        OptionalInt defaultProcessingResolution,
        boolean startsFromZeros,
        MemberViews memberViews) {
    /**
     * Reads what a directory's {@code model_index.json} says; nothing else needs to be there.
     *
     * @throws IOException if the file cannot be read
     * @throws dev.marigold.error.ModelLoadException if the file is missing, damaged or describes something this library does not know
     */
    public static PipelineConfig read(Path directory) throws IOException {
        return PipelineConfigReader.read(directory);
    }
}
