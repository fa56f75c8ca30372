package dev.marigold.cli.training;

import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.checkpoint.Weights;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes an image generator, as Stable Diffusion 1 is published, of a depth checkpoint: it sees one latent and predicts the noise. */
final class SmallGenerator {
    private static final String KERNEL = "conv_in.weight";

    private SmallGenerator() {}

    /** Changes the depth checkpoint in a directory. */
    static Path of(Path checkpoint) throws IOException {
        replace(checkpoint.resolve("unet/config.json"), "\"in_channels\" : 8", "\"in_channels\" : 4");
        replace(checkpoint.resolve("model_index.json"), "MarigoldDepthPipeline", "StableDiffusionPipeline");
        Path scheduler = checkpoint.resolve("scheduler/scheduler_config.json");
        replace(scheduler, "DDIMScheduler", "PNDMScheduler");
        replace(scheduler, "v_prediction", "epsilon");
        replace(scheduler, "\"rescale_betas_zero_snr\" : true", "\"rescale_betas_zero_snr\" : false");
        Path file = checkpoint.resolve("unet/diffusion_pytorch_model.safetensors");
        Weights weights = SafetensorsFile.open(file).weights();
        SafetensorsWriter writer = new SafetensorsWriter();
        for (String name : weights.names()) {
            if (name.equals(KERNEL)) {
                writer.floats(
                        name, half(weights.get(name).shape(), weights.get(name).readFloats()));
            } else {
                writer.copy(name, weights.get(name));
            }
        }
        writer.write(file);
        return checkpoint;
    }

    private static FloatTensor half(Shape shape, float[] kernel) {
        int outputs = shape.extent(0);
        int length = kernel.length / outputs / 2;
        float[] values = new float[outputs * length];
        for (int o = 0; o < outputs; o++) {
            System.arraycopy(kernel, 2 * o * length, values, o * length, length);
        }
        return FloatTensor.wrap(shape.with(1, shape.extent(1) / 2), values);
    }

    private static void replace(Path file, String before, String after) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(before)) {
            throw new IllegalStateException(file + " must contain " + before);
        }
        Files.writeString(file, text.replace(before, after));
    }
}
