package dev.marigold.cli.depth;

import dev.marigold.calibration.DepthTransform;
import dev.marigold.calibration.MetricCalibration;
import dev.marigold.calibration.MetricDepth;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.Modality;
import dev.marigold.checkpoint.PipelineConfig;
import dev.marigold.cli.console.UsageException;
import dev.marigold.cli.models.PublishedCheckpoint;
import dev.marigold.cli.option.CheckpointReference;
import dev.marigold.cli.option.EngineOptions;
import dev.marigold.geometry.BackProjection;
import dev.marigold.geometry.CameraIntrinsics;
import dev.marigold.image.RgbImage;
import dev.marigold.prediction.DepthPrediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run writes in metres. */
final class MetricOutput {
    private @Nullable Metres metres;
    private final SpaceOptions space;
    private final Set<DepthFormat> formats;

    /**
     * Prepares the output of a run.
     *
     * @throws UsageException if options contradict each other
     * @throws IOException if a file of measured depths cannot be read
     */
    MetricOutput(MetricOptions metric, SpaceOptions space, Set<DepthFormat> formats) throws IOException {
        this.metres = metric.read().orElse(null);
        this.space = space;
        this.formats = formats;
        space.check(formats);
        if (metres != null && formats.stream().noneMatch(DepthFormat::isMetric)) {
            throw new UsageException(
                    "metres need a format that holds them: one of metric-npy, metric-png, ply, obj, glb");
        }
    }

    /**
     * Refuses a checkpoint that cannot tell the metres where the options tell none, as far as that is known before it is opened.
     *
     * @param model its reference
     * @throws UsageException if a format needs metres and neither tells them
     */
    void requireTold(String model) throws IOException {
        if (metres == null && first().isPresent() && isRelative(model)) {
            throw untold();
        }
    }

    private static boolean isRelative(String model) throws IOException {
        if (model.equals(EngineOptions.BUNDLED)) {
            return true;
        }
        Optional<Path> directory = CheckpointReference.directory(model);
        if (directory.isPresent()) {
            PipelineConfig pipeline = PipelineConfig.read(directory.get());
            return pipeline.modality() == Modality.DEPTH && pipeline.range().isEmpty();
        }
        return PublishedCheckpoint.of(model)
                .filter(checkpoint -> !checkpoint.isPlanned())
                .isPresent();
    }

    /**
     * Takes the metres of the checkpoint where the options tell none.
     *
     * @throws UsageException if a format needs metres and neither tells them
     */
    void complete(Checkpoint checkpoint) {
        if (metres == null && first().isPresent()) {
            metres = checkpoint
                    .pipeline()
                    .range()
                    .map(range -> Metres.of(DepthTransform.of(range)))
                    .orElseThrow(this::untold);
        }
    }

    /** Returns the first format that needs metres. */
    private Optional<DepthFormat> first() {
        return formats.stream().filter(DepthFormat::isMetric).findFirst();
    }

    private UsageException untold() {
        return new UsageException("--formats " + first().orElseThrow().id()
                + " needs metres, which a picture alone does not tell: give measured depths with --known-depth or"
                + " --known-depths, or assume a range with --near and --far");
    }

    /** Refuses what does not go together with several pictures, or with maps of another size. */
    void requireFits(List<Path> images, RequestOptions request) {
        if (metres == null || !metres.isMeasured()) {
            return;
        }
        if (images.size() > 1) {
            throw new UsageException(
                    "measured depths belong to one picture, leave out the others: got " + images.size() + " pictures");
        }
        if (!request.matchesInput()) {
            throw new UsageException("measured depths are at pixels of the picture, leave out --no-match-input");
        }
    }

    /** Refuses a picture that these options do not suit, before anything is computed. */
    void check(Path image, RgbImage picture) throws IOException {
        if (metres != null) {
            metres.requireFits(picture.width(), picture.height());
        }
        if (formats.stream().anyMatch(DepthFormat::isSpatial)) {
            space.requireCamera(image);
        }
    }

    /** Returns the measurements beside a prediction; empty if there are none. */
    Optional<MetricCalibration> calibrate(DepthPrediction prediction) {
        return metres == null ? Optional.empty() : metres.calibrate(prediction);
    }

    /** Returns what writes one picture. */
    MetricScene scene(Path image, RgbImage picture, DepthPrediction prediction, Optional<MetricCalibration> calibration)
            throws IOException {
        if (metres == null) {
            throw new IllegalStateException("no metres are wanted");
        }
        DepthTransform transform = calibration.isPresent() ? calibration.get().transform() : metres.transform();
        MetricDepth depth = transform.apply(prediction);
        if (formats.stream().noneMatch(DepthFormat::isSpatial)) {
            return new MetricScene(depth, null, space);
        }
        CameraIntrinsics camera = space.camera(image, picture)
                .scaled((double) depth.width() / picture.width(), (double) depth.height() / picture.height());
        BackProjection.Builder builder = BackProjection.builder(depth, camera).picture(picture);
        space.applyTo(builder);
        return new MetricScene(depth, builder.build(), space);
    }
}
