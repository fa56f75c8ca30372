package dev.marigold.checkpoint.random;

import static java.util.Objects.requireNonNull;

import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.network.AutoencoderKl;
import dev.marigold.network.ClipTextModel;
import dev.marigold.network.UNet2DCondition;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A checkpoint of random weights, in the layout and with the tensors of a published one. Weights are uniform with standard deviation
 * {@code 1 / sqrt(fan-in)}, normalisations start as the identity and biases at zero, so that activations neither vanish nor explode. The
 * same arguments give the same bytes.
 */
public final class RandomCheckpoint {
    private final Preset preset;
    private final DType dtype;
    private final long seed;

    private RandomCheckpoint(Preset preset, DType dtype, long seed) {
        this.preset = preset;
        this.dtype = dtype;
        this.seed = seed;
    }

    /**
     * Returns a description of a checkpoint; nothing is written yet.
     *
     * @param dtype {@link DType#F32}, or {@link DType#F16} for files of the half-precision variant
     * @param seed any number
     * @throws IllegalArgumentException if the type is another one
     */
    public static RandomCheckpoint of(Preset preset, DType dtype, long seed) {
        requireNonNull(preset, "preset");
        if (dtype != DType.F32 && dtype != DType.F16) {
            throw new IllegalArgumentException("dtype must be F32 or F16, got " + dtype);
        }
        return new RandomCheckpoint(preset, dtype, seed);
    }

    /**
     * Writes the checkpoint; an {@link Preset#SD2} one takes 5.2 GB in single precision.
     *
     * @param directory created if it does not exist
     * @throws FileAlreadyExistsException if the directory exists and is not empty
     * @throws IOException if a file cannot be written
     */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        requireEmpty(directory);
        new RandomLayout(preset).write(directory);
        Preset.Networks networks = preset.networks();
        String variant = dtype == DType.F16 ? ".fp16.safetensors" : ".safetensors";

        WeightRecorder unet = new WeightRecorder();
        unet.record(new UNet2DCondition(networks.unet(), unet));
        writeWeights(unet, "", directory.resolve("unet/diffusion_pytorch_model" + variant));

        WeightRecorder autoencoder = new WeightRecorder();
        AutoencoderKl kl = new AutoencoderKl(networks.autoencoder(), autoencoder);
        autoencoder.record(kl.encoder());
        autoencoder.record(kl.decoder());
        writeWeights(autoencoder, "", directory.resolve("vae/diffusion_pytorch_model" + variant));

        WeightRecorder text = new WeightRecorder();
        ClipTextModel clip = new ClipTextModel(networks.textEncoder(), text);
        // Looks up both embedding tables and reads no row of them.
        clip.embed();
        text.record(clip);
        writeWeights(text, "text_model.", directory.resolve("text_encoder/model" + variant));
    }

    private void writeWeights(WeightRecorder recorder, String prefix, Path file) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
        for (Map.Entry<String, Shape> weight : recorder.shapes().entrySet()) {
            String name = prefix + weight.getKey();
            writer.floats(name, dtype, weight.getValue(), InitialValues.of(name, weight.getValue(), seed));
        }
        writer.write(file);
    }

    private static void requireEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.findAny().isPresent()) {
                throw new FileAlreadyExistsException(directory.toString(), null, "directory must be empty");
            }
        }
    }
}
