package dev.marigold.cli.models;

import dev.marigold.checkpoint.AutoencoderConfig;
import dev.marigold.checkpoint.AutoencoderKlConfig;
import dev.marigold.checkpoint.AutoencoderTinyConfig;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.ClipTextConfig;
import dev.marigold.checkpoint.PipelineConfig;
import dev.marigold.checkpoint.UnetConfig;
import dev.marigold.checkpoint.Weights;
import dev.marigold.prediction.MemberViews;
import dev.marigold.prediction.MetricRange;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** What a person wants to know about a checkpoint. */
final class CheckpointDescription {
    private static final double MILLION = 1e6;

    private final Checkpoint checkpoint;

    CheckpointDescription(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    void print(PrintStream out) throws IOException {
        PipelineConfig pipeline = checkpoint.pipeline();
        line(out, "directory", checkpoint.directory());
        line(out, "predicts", lower(pipeline.modality()) + ", targets: " + checkpoint.targets());
        line(out, "unknown", lower(pipeline.invariance()));
        if (pipeline.range().isPresent()) {
            MetricRange range = pipeline.range().get();
            line(out, "range", range.near() + " to " + range.far() + " m");
        }
        line(out, "starts from", pipeline.startsFromZeros() ? "zeros" : "noise");
        line(
                out,
                "members see",
                pipeline.memberViews() == MemberViews.MIRRORED ? "the picture, its mirror image" : "the picture");
        line(out, "steps", orUnset(pipeline.defaultSteps()));
        line(out, "resolution", orUnset(pipeline.defaultProcessingResolution()));
        line(out, "unet", unet(checkpoint.unet()));
        line(out, "", weights(checkpoint.unetWeights()));
        line(out, "autoencoder", autoencoder(checkpoint.autoencoder()));
        line(out, "", weights(checkpoint.autoencoderWeights()));
        line(out, "text encoder", textEncoder(checkpoint.textEncoder()));
        line(out, "", weights(checkpoint.textEncoderWeights()));
        line(out, "scheduler", checkpoint.scheduler().className());
        for (Map.Entry<String, Object> key : checkpoint.scheduler().values().entrySet()) {
            if (!key.getKey().startsWith("_")) {
                line(out, "", key.getKey() + " = " + key.getValue());
            }
        }
        files(out);
    }

    private void files(PrintStream out) throws IOException {
        String label = "files";
        for (Weights weights : new Weights[] {
            checkpoint.unetWeights(), checkpoint.autoencoderWeights(), checkpoint.textEncoderWeights()
        }) {
            for (Path file : weights.files()) {
                line(out, label, megabytes(Files.size(file)) + "  " + file);
                label = "";
            }
        }
    }

    private static String unet(UnetConfig config) {
        return "UNet2DConditionModel, channels " + config.inChannels() + " to " + config.outChannels() + ", levels "
                + config.blockOutChannels() + ", blocks per level " + config.layersPerBlock() + ", heads "
                + config.attentionHeads() + ", text width " + config.crossAttentionDim();
    }

    private static String autoencoder(AutoencoderConfig config) {
        String kind = config instanceof AutoencoderKlConfig kl
                ? "AutoencoderKL, levels " + kl.blockOutChannels()
                : "AutoencoderTiny, levels " + ((AutoencoderTinyConfig) config).encoderChannels();
        return kind + ", latent channels " + config.latentChannels() + ", downscaling " + config.downscaling()
                + ", scaling factor " + config.scalingFactor();
    }

    private static String textEncoder(ClipTextConfig config) {
        return "CLIPTextModel, layers " + config.layers() + ", width " + config.hiddenSize() + ", heads "
                + config.heads() + ", vocabulary " + config.vocabularySize();
    }

    private static String weights(Weights weights) {
        return String.format(
                Locale.ROOT,
                "%.3f million parameters %s, %s",
                weights.parameterCount() / MILLION,
                weights.parameterTypes(),
                megabytes(weights.byteCount()));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MILLION);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String orUnset(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() + " by default" : "no default";
    }

    private static void line(PrintStream out, String label, Object value) {
        out.printf(Locale.ROOT, "%-13s %s%n", label, value);
    }
}
