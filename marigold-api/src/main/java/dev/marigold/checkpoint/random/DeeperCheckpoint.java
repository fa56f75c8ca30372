package dev.marigold.checkpoint.random;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.checkpoint.SafetensorsWriter.FloatSource;
import dev.marigold.checkpoint.UnetConfig;
import dev.marigold.checkpoint.Weights;
import dev.marigold.error.ModelLoadException;
import dev.marigold.internal.file.FileCopies;
import dev.marigold.internal.file.WholeFolder;
import dev.marigold.internal.json.Json;
import dev.marigold.network.UNet2DCondition;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checkpoint whose denoising network has one more residual block at every level, and a transformer where there are some, than that of another one, and
 * predicts the same: what the new ones add to their input is zero until they are trained (Chen et al. 2016, <a
 * href="https://arxiv.org/abs/1511.05641">arXiv:1511.05641</a>, section 2.3). The rest of them starts as PyTorch starts it. The same arguments give the
 * same bytes.
 */
public final class DeeperCheckpoint {
    private static final Pattern BLOCK =
            Pattern.compile("(down|up)_blocks\\.(\\d+)\\.(resnets|attentions)\\.(\\d+)\\.(.+)");
    private static final Pattern LAST_LAYER = Pattern.compile("(conv2|proj_out)\\.(weight|bias)");

    private final Checkpoint start;
    private final UnetConfig config;
    private final long seed;

    private DeeperCheckpoint(Checkpoint start, long seed) {
        this.start = start;
        this.config = start.unet().withLayersPerBlock(start.unet().layersPerBlock() + 1);
        this.seed = seed;
    }

    /**
     * Returns a description of a checkpoint; nothing is written yet.
     *
     * @param start its files are read while the deeper one is written
     * @param seed any number
     */
    public static DeeperCheckpoint of(Checkpoint start, long seed) {
        return new DeeperCheckpoint(requireNonNull(start, "start"), seed);
    }

    /**
     * Writes the checkpoint. New weights have the type of the first convolution's, all others are copies; networks that stay as they are become links
     * where the file system has them.
     *
     * @param directory created if it does not exist, once the checkpoint is complete
     * @throws FileAlreadyExistsException if the directory exists and is not empty
     * @throws IOException if a file cannot be read or written
     * @throws ModelLoadException if a weight is missing or has another shape than the configuration says
     */
    public void write(Path directory) throws IOException {
        WholeFolder.fill(directory, this::fill);
    }

    private void fill(Path directory) throws IOException {
        Path source = start.directory();
        Files.copy(source.resolve("model_index.json"), directory.resolve("model_index.json"));
        for (String folder : List.of("scheduler", "tokenizer", "text_encoder", "vae")) {
            FileCopies.linkFolder(source.resolve(folder), directory.resolve(folder));
        }
        Path unet = Files.createDirectory(directory.resolve("unet"));
        ObjectNode json = (ObjectNode) Json.read(source.resolve("unet").resolve("config.json"));
        json.put("layers_per_block", config.layersPerBlock());
        Files.writeString(unet.resolve("config.json"), Json.write(json));
        writer().write(unet.resolve("diffusion_pytorch_model.safetensors"));
    }

    private SafetensorsWriter writer() {
        WeightRecorder recorder = new WeightRecorder();
        recorder.record(new UNet2DCondition(config, recorder));
        Map<String, Shape> shapes = recorder.shapes();
        Weights weights = start.unetWeights();
        DType dtype = weights.get("conv_in.weight").dtype();
        SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
        shapes.forEach((name, shape) -> before(name)
                .ifPresentOrElse(
                        before -> writer.copy(name, weights.get(before, shape)),
                        () -> writer.floats(name, dtype, shape, initial(name, shapes))));
        return writer;
    }

    /** Returns what a weight is called in the network as it is; empty where it is a new one. */
    private Optional<String> before(String name) {
        Matcher block = BLOCK.matcher(name);
        if (!block.matches()) {
            return Optional.of(name);
        }
        int layer = Integer.parseInt(block.group(4));
        // The last block of an expanding level is the one that sees what the level above has left.
        boolean last = block.group(1).equals("up") && layer == config.layersPerBlock();
        int added = config.layersPerBlock() - 1;
        if (layer == added) {
            return Optional.empty();
        }
        return Optional.of(
                name.substring(0, block.start(4)) + (last ? layer - 1 : layer) + name.substring(block.end(4)));
    }

    private FloatSource initial(String name, Map<String, Shape> shapes) {
        String parameter = BLOCK.matcher(name).replaceFirst("$5");
        if (LAST_LAYER.matcher(parameter).matches() || parameter.equals("conv_shortcut.bias")) {
            return InitialValues.zeros();
        }
        if (parameter.equals("conv_shortcut.weight")) {
            return InitialValues.firstChannels(requireNonNull(shapes.get(name), name));
        }
        return InitialValues.asPyTorch(name, shapes, seed);
    }
}
