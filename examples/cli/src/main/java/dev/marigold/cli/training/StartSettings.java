package dev.marigold.cli.training;

import dev.marigold.checkpoint.AutoencoderConfig;
import dev.marigold.checkpoint.AutoencoderFolder;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.TextToImageCheckpoint;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.checkpoint.random.Architecture;
import dev.marigold.checkpoint.random.UntrainedCheckpoint;
import dev.marigold.progress.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what a training starts from: {@code checkpoint}, {@code text-to-image}, or {@code scratch}. */
final class StartSettings {
    private static final String CHECKPOINT = "checkpoint";
    private static final String GENERATOR = "text-to-image";
    private static final String SCRATCH = "scratch";

    private StartSettings() {}

    /**
     * Reads the section; nothing is made yet.
     *
     * @param output of the run, in whose {@code start} a checkpoint is made that is not given
     * @param seed of weights from scratch
     * @param progress shows how a checkpoint is fetched
     */
    static Start read(Section section, Path output, long seed, ProgressListener progress) throws IOException {
        Path made = output.resolve("start");
        return switch (kind(section)) {
            case CHECKPOINT -> given(section, progress);
            case GENERATOR -> fromGenerator(CheckpointKey.generator(section, GENERATOR, progress), made);
            default -> fromScratch(section, made, seed);
        };
    }

    /** Refuses what can be refused without a look at a checkpoint. */
    static void check(Section section) {
        if (kind(section).equals(SCRATCH)) {
            ScratchSettings.read(section.section(SCRATCH));
        }
    }

    private static String kind(Section section) {
        section.keys(CHECKPOINT, GENERATOR, SCRATCH);
        return section.oneOf(CHECKPOINT, GENERATOR, SCRATCH);
    }

    private static Start given(Section section, ProgressListener progress) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(CheckpointKey.depth(section, CHECKPOINT, progress));
        return section.check(CHECKPOINT, () -> {
            if (checkpoint.targets() > 1) {
                throw new IllegalArgumentException(
                        "must be a checkpoint that predicts one picture, got " + checkpoint.targets() + " targets");
            }
            return new GivenStart(checkpoint);
        });
    }

    private static Start fromGenerator(Path source, Path made) throws IOException {
        Path directory = source.toRealPath();
        AutoencoderConfig autoencoder = AutoencoderFolder.open(directory.resolve("vae"), WeightVariant.ANY)
                .config();
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put(GENERATOR, directory.toString());
        TextToImageCheckpoint generator = TextToImageCheckpoint.of(directory);
        return new MadeStart(made, autoencoder, generator.scheduler(), settings, generator::writeForDepth);
    }

    private static Start fromScratch(Section section, Path made, long seed) {
        Architecture networks = ScratchSettings.read(section.section(SCRATCH));
        SortedMap<String, String> settings = section.values();
        settings.put("seed", Long.toString(seed));
        UntrainedCheckpoint untrained = UntrainedCheckpoint.of(networks, seed);
        return new MadeStart(made, networks.autoencoder(), untrained.scheduler(), settings, untrained::write);
    }
}
