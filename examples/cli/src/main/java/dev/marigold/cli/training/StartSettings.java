package dev.marigold.cli.training;

import dev.marigold.checkpoint.AutoencoderFolder;
import dev.marigold.checkpoint.TextToImageCheckpoint;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.checkpoint.random.Architecture;
import dev.marigold.checkpoint.random.UntrainedCheckpoint;
import dev.marigold.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what a training starts from: {@code checkpoint}, {@code text-to-image}, or {@code scratch}. */
final class StartSettings {
    private static final String GENERATOR = "text-to-image";

    private StartSettings() {}

    /**
     * Reads the section; nothing is made yet.
     *
     * @param output of the run, in whose {@code start} a checkpoint is made that is not given
     * @param seed of weights from scratch
     */
    static Start read(Section section, Path output, long seed) throws IOException {
        Path made = output.resolve("start");
        Start start;
        if (section.has("checkpoint")) {
            Path checkpoint = section.file("checkpoint");
            start = new GivenStart(Trainer.newestCheckpoint(checkpoint).orElse(checkpoint));
        } else if (section.has(GENERATOR)) {
            start = fromGenerator(section.file(GENERATOR), made);
        } else {
            start = fromScratch(section, made, seed);
        }
        section.end();
        return start;
    }

    private static Start fromGenerator(Path source, Path made) throws IOException {
        Path directory = source.toRealPath();
        int downscaling = AutoencoderFolder.open(directory.resolve("vae"), WeightVariant.ANY)
                .config()
                .downscaling();
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put(GENERATOR, directory.toString());
        return new MadeStart(made, downscaling, settings, TextToImageCheckpoint.of(directory)::writeForDepth);
    }

    private static Start fromScratch(Section section, Path made, long seed) {
        Architecture networks = ScratchSettings.read(section.section("scratch"));
        SortedMap<String, String> settings = section.values();
        settings.put("seed", Long.toString(seed));
        return new MadeStart(
                made, networks.autoencoder().downscaling(), settings, UntrainedCheckpoint.of(networks, seed)::write);
    }
}
