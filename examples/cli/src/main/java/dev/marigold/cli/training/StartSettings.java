package dev.marigold.cli.training;

import dev.marigold.checkpoint.Activation;
import dev.marigold.checkpoint.AutoencoderConfig;
import dev.marigold.checkpoint.AutoencoderKlConfig;
import dev.marigold.checkpoint.AutoencoderTinyConfig;
import dev.marigold.checkpoint.ClipTextConfig;
import dev.marigold.checkpoint.TextToImageCheckpoint;
import dev.marigold.checkpoint.UnetConfig;
import dev.marigold.checkpoint.random.Architecture;
import dev.marigold.checkpoint.random.UntrainedCheckpoint;
import dev.marigold.training.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds or makes the checkpoint to start from: {@code checkpoint}, {@code text-to-image}, or {@code scratch}. */
final class StartSettings {
    private static final double EPSILON = 1e-5;
    private static final int VOCABULARY = 514;
    private static final int POSITIONS = 77;

    private StartSettings() {}

    /**
     * Returns the directory of the checkpoint.
     *
     * @param output of the run; what is made is made there, once
     */
    static Path find(Section section, Path output, long seed) throws IOException {
        if (section.has("checkpoint")) {
            Path checkpoint = section.file("checkpoint");
            section.end();
            return Trainer.newestCheckpoint(checkpoint).orElse(checkpoint);
        }
        Path made = output.resolve("start");
        boolean generator = section.has("text-to-image");
        Maker maker = generator
                ? TextToImageCheckpoint.of(section.file("text-to-image"))::writeForDepth
                : UntrainedCheckpoint.of(architecture(section.section("scratch")), seed)::write;
        section.end();
        if (!Files.isDirectory(made)) {
            Files.createDirectories(output);
            Path unfinished = Files.createTempDirectory(output, ".start");
            Path whole = unfinished.resolve("start");
            maker.write(whole);
            Files.move(whole, made, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(unfinished);
        }
        return made;
    }

    private interface Maker {
        void write(Path directory) throws IOException;
    }

    private static Architecture architecture(Section section) {
        AutoencoderConfig autoencoder = autoencoder(section.section("autoencoder"));
        Section unet = section.section("unet");
        List<Integer> channels = unet.list("channels", "integers", Integer::valueOf);
        int width = (int) unet.integer("text-width", 16);
        UnetConfig denoising = new UnetConfig(
                2 * autoencoder.latentChannels(),
                autoencoder.latentChannels(),
                channels,
                attention(unet, channels.size()),
                reversed(attention(unet, channels.size())),
                (int) unet.integer("layers", 1),
                unet.list("heads", "integers", Integer::valueOf),
                Collections.nCopies(channels.size(), 1),
                width,
                true,
                (int) unet.integer("groups", 16),
                EPSILON,
                true,
                0);
        unet.end();
        int resolution = (int) section.integer("resolution", 192);
        section.end();
        // As small as a text encoder can be: it says nothing.
        ClipTextConfig text =
                new ClipTextConfig(VOCABULARY, width, width, 1, 1, POSITIONS, Activation.QUICK_GELU, EPSILON);
        return new Architecture(denoising, autoencoder, text, resolution);
    }

    /** Every level attends but the first, unless the file says otherwise. */
    private static List<Boolean> attention(Section unet, int levels) {
        if (unet.has("attention")) {
            return unet.list("attention", "true and false", StartSettings::truth);
        }
        List<Boolean> attention = new ArrayList<>(Collections.nCopies(levels, true));
        attention.set(0, false);
        return attention;
    }

    private static boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    private static List<Boolean> reversed(List<Boolean> levels) {
        List<Boolean> reversed = new ArrayList<>(levels);
        Collections.reverse(reversed);
        return reversed;
    }

    private static AutoencoderConfig autoencoder(Section section) {
        boolean tiny = section.choice("kind", Kind.TINY) == Kind.TINY;
        int latent = (int) section.integer("latent-channels", tiny ? 16 : 4);
        List<Integer> channels = section.list("channels", "integers", Integer::valueOf);
        AutoencoderConfig config;
        if (tiny) {
            List<Integer> blocks = section.list("encoder-blocks", "integers", Integer::valueOf);
            List<Integer> decoding = reversedCopy(channels);
            List<Integer> decoderBlocks = section.list("decoder-blocks", "integers", Integer::valueOf);
            config = new AutoencoderTinyConfig(
                    3, 3, latent, channels, decoding, blocks, decoderBlocks, Activation.RELU, 1);
        } else {
            config = new AutoencoderKlConfig(
                    3,
                    3,
                    latent,
                    channels,
                    (int) section.integer("layers", 1),
                    (int) section.integer("groups", 16),
                    1,
                    true,
                    true,
                    true);
        }
        section.end();
        return config;
    }

    private static List<Integer> reversedCopy(List<Integer> values) {
        List<Integer> reversed = new ArrayList<>(values);
        Collections.reverse(reversed);
        return reversed;
    }

    private enum Kind {
        TINY,
        KL
    }
}
