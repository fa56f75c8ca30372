package dev.marigold.cli.option;

import dev.marigold.DepthEstimator;
import dev.marigold.image.ResampleMode;
import dev.marigold.prediction.MemberViews;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how a map is computed and that no sweep goes through. */
public final class SamplingDetails {
    @Option(
            names = "--scheduler-option",
            paramLabel = "KEY=VALUE",
            description =
                    "Replaces a key of scheduler_config.json, such as timestep_spacing=trailing; may be repeated.")
    private Map<String, String> schedulerOptions = new LinkedHashMap<>();

    @Option(names = "--batch-size", paramLabel = "B", description = "Predictions computed at once; default: 1.")
    private @Nullable Integer batchSize;

    @Option(
            names = "--mirror-members",
            negatable = true,
            description =
                    "Every second prediction to merge is one of the mirror image, or none is; default: what the checkpoint"
                            + " names.")
    private @Nullable Boolean mirrorMembers;

    @Option(
            names = "--resample",
            paramLabel = "NAME",
            converter = Converters.ToResampleMode.class,
            description =
                    "How pictures and maps are resized: bilinear, bicubic, area, nearest or nearest-exact; default:"
                            + " bilinear.")
    private ResampleMode resample = ResampleMode.BILINEAR;

    /** Adds what decides on predictions; how many are computed at once does not. */
    public void describe(Map<String, String> settings) {
        schedulerOptions.forEach((key, value) -> settings.put("scheduler." + key, value));
        settings.put("resample", resample.id());
    }

    public void applyTo(DepthEstimator.Builder builder) {
        schedulerOptions.forEach((key, value) -> builder.schedulerOption(key, SchedulerValue.parse(value)));
        Settings.set("--batch-size", batchSize, builder::batchSize);
        if (mirrorMembers != null) {
            builder.memberViews(mirrorMembers ? MemberViews.MIRRORED : MemberViews.SAME);
        }
        builder.inputResampling(resample).outputResampling(resample);
    }
}
