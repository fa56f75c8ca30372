package dev.marigold.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marigold.error.ModelLoadException;
import dev.marigold.internal.file.FileCopies;
import dev.marigold.internal.file.WholeFolder;
import dev.marigold.internal.json.Json;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A checkpoint of an image generator, Stable Diffusion 2 for example: what fine-tuning for depth starts from. Its denoising network sees
 * one latent; to see that of a picture too, its first convolution is repeated and halved, so that it computes the same where both are
 * equal (Marigold, section 3.3, <a href="https://arxiv.org/abs/2312.02145">arXiv:2312.02145</a>).
 */
public final class TextToImageCheckpoint {
    private static final String WEIGHT = "conv_in.weight";
    private static final String CHANNELS = "in_channels";
    private static final String UNET = "unet";
    private static final String SCHEDULER = "scheduler/scheduler_config.json";

    private final Path source;

    private TextToImageCheckpoint(Path source) {
        this.source = source;
    }

    /** Returns the checkpoint in a directory; nothing is read yet. */
    public static TextToImageCheckpoint of(Path directory) {
        return new TextToImageCheckpoint(directory);
    }

    /**
     * Returns the configuration of its scheduler.
     *
     * @throws IOException if the file cannot be read
     * @throws ModelLoadException if it is damaged
     */
    public SchedulerConfig scheduler() throws IOException {
        return SchedulerConfigReader.read(JsonFile.read(source.resolve(SCHEDULER)));
    }

    /**
     * Writes a depth checkpoint. Networks that stay as they are become links where the file system has them.
     *
     * @param target created once it is complete; must not exist, unlike the folder it is in
     * @throws FileAlreadyExistsException if {@code target} exists
     * @throws IOException if a file cannot be read or written
     * @throws ModelLoadException if a file is missing or damaged, or the denoising network sees something else than one latent
     */
    public void writeForDepth(Path target) throws IOException {
        WholeFolder.create(target, this::fill);
    }

    private void fill(Path target) throws IOException {
        ObjectNode unet = object(UNET + "/config.json");
        int channels = unet.path(CHANNELS).asInt(4);
        int latent = object("vae/config.json").path("latent_channels").asInt(4);
        if (channels != latent) {
            throw new ModelLoadException(source.resolve(UNET).resolve("config.json") + " key '" + CHANNELS
                    + "' must be the autoencoder's latent_channels " + latent + ", got " + channels);
        }
        unet.put(CHANNELS, 2 * channels);
        write(target.resolve(UNET).resolve("config.json"), unet);
        writeWeights(target.resolve(UNET).resolve("diffusion_pytorch_model.safetensors"));
        for (String folder : List.of("vae", "text_encoder", "tokenizer")) {
            FileCopies.linkFolder(source.resolve(folder), target.resolve(folder));
        }
        ObjectNode scheduler = object(SCHEDULER);
        scheduler.put("_class_name", "DDIMScheduler");
        // The schedulers of image generators need not know the key, and DDIM clips latents where it is absent.
        scheduler.put("clip_sample", scheduler.path("clip_sample").asBoolean(false));
        write(target.resolve(SCHEDULER), scheduler);
        write(target.resolve("model_index.json"), index());
    }

    private void writeWeights(Path file) throws IOException {
        Weights weights = WeightFiles.open(source.resolve(UNET), WeightVariant.ANY);
        SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
        for (String name : weights.names()) {
            if (!name.equals(WEIGHT)) {
                writer.copy(name, weights.get(name));
            }
        }
        Weight before = weights.get(WEIGHT);
        FloatTensor widened = widened(FloatTensor.wrap(before.shape(), before.readFloats()));
        writer.floats(
                WEIGHT,
                before.dtype(),
                widened.shape(),
                (from, values, count) -> widened.copyTo(Math.toIntExact(from), values, 0, count));
        writer.write(file);
    }

    /** Repeats the input channels of a kernel {@code [out, in, 3, 3]} and halves it. */
    static FloatTensor widened(FloatTensor kernel) {
        Shape shape = kernel.shape();
        int outputs = shape.extent(0);
        int length = Math.toIntExact(shape.elementCount()) / outputs;
        float[] values = new float[2 * outputs * length];
        for (int o = 0; o < 2 * outputs; o++) {
            kernel.copyTo(o / 2 * length, values, o * length, length);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= 2;
        }
        return FloatTensor.wrap(shape.with(1, 2 * shape.extent(1)), values);
    }

    private ObjectNode index() throws IOException {
        ObjectNode before = object("model_index.json");
        ObjectNode index = before.objectNode();
        index.put("_class_name", "MarigoldDepthPipeline");
        index.put("default_denoising_steps", 4);
        index.put("default_processing_resolution", 768);
        index.put("scale_invariant", true);
        index.put("shift_invariant", true);
        index.set("scheduler", index.arrayNode().add("diffusers").add("DDIMScheduler"));
        for (Map.Entry<String, JsonNode> entry : before.properties()) {
            if (List.of("text_encoder", "tokenizer", UNET, "vae").contains(entry.getKey())) {
                index.set(entry.getKey(), entry.getValue());
            }
        }
        return index;
    }

    private ObjectNode object(String file) throws IOException {
        return (ObjectNode) JsonFile.read(source.resolve(file)).root();
    }

    private static void write(Path file, ObjectNode object) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, Json.write(object));
    }
}
