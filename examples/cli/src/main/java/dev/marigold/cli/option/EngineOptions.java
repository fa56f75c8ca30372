package dev.marigold.cli.option;

import dev.marigold.DepthEstimator;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.spi.MemoryMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which checkpoint runs, and on what. */
public final class EngineOptions {
    /** What the user writes to ask for the checkpoint that comes with the library. */
    public static final String BUNDLED = "bundled";

    /** The engine unless the user names one. */
    public static final String DEFAULT_BACKEND = "onnx";

    @Option(
            names = "--model",
            paramLabel = "REF",
            description =
                    "Checkpoint: a directory in the diffusers layout, hf:OWNER/NAME[@REVISION] (fetched once, then"
                            + " cached), classpath:FOLDER, or bundled; default: bundled.")
    private String model = BUNDLED;

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            converter = Converters.ToWeightVariant.class,
            description =
                    "Which stored weights to use: any, fp32 or fp16; default: any, which takes fp32 where it exists.")
    private @Nullable WeightVariant variant;

    @Option(names = "--backend", paramLabel = "ID", description = "Engine; default: onnx.")
    private String backend = DEFAULT_BACKEND;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "Where the engine runs, such as cuda:1; default: cpu.")
    private @Nullable String device;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            description = "Arithmetic, as the engine offers it; default: fp32.")
    private String precision = "fp32";

    @Option(names = "--threads", paramLabel = "N", description = "Compute threads; default: 0, the engine decides.")
    private int threads;

    @Option(
            names = "--memory",
            paramLabel = "MODE",
            converter = Converters.ToMemoryMode.class,
            description =
                    "default keeps every network open, sequential one at a time, low also leaves its weights on disk"
                            + " (slower); default: sequential for one picture, else default.")
    private @Nullable MemoryMode memory;

    public String model() {
        return model;
    }

    private boolean isBundledModel() {
        return model.equals(BUNDLED);
    }

    public String precision() {
        return precision;
    }

    public int threads() {
        return threads;
    }

    /**
     * Adds what decides on predictions; threads and memory do not.
     *
     * @param opened the checkpoint that the options name
     */
    public void describe(Map<String, String> settings, Checkpoint opened) throws IOException {
        Optional<Path> directory = CheckpointReference.directory(model);
        settings.put(
                "checkpoint",
                directory.isPresent() ? directory.get().toRealPath().toString() : model);
        settings.put(
                "variant",
                (variant == null ? WeightVariant.ANY : variant).name().toLowerCase(Locale.ROOT));
        settings.put("backend", backend);
        settings.put("device", device == null ? "cpu" : device);
        settings.put("precision", precision);
        settings.put("weights", WeightsFingerprint.of(opened));
    }

    /**
     * Hands the options to a builder.
     *
     * @param pictures how many pictures there are
     */
    public void applyTo(DepthEstimator.Builder builder, int pictures) {
        if (!isBundledModel()) {
            builder.checkpoint(model);
        }
        Settings.set("--variant", variant, builder::variant);
        Settings.set("--backend", backend, builder::backend);
        Settings.set("--device", device, builder::device);
        Settings.set("--precision", precision, builder::precision);
        Settings.set("--threads", threads, builder::threads);
        // Each network is used once for one picture: keeping it open would cost memory and save nothing.
        MemoryMode unasked = pictures == 1 ? MemoryMode.SEQUENTIAL : MemoryMode.DEFAULT;
        builder.memoryMode(memory == null ? unasked : memory);
    }
}
