package dev.marigold.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An autoencoder in its own folder, as in {@code vae/} of a checkpoint or published alone: {@code config.json} and safetensors.
 *
 * @param config its configuration
 * @param weights its weights, under the names diffusers uses today ({@code to_q}, {@code to_out.0} …)
 */
public record AutoencoderFolder(AutoencoderConfig config, Weights weights) {
    /**
     * Opens a folder; reads JSON and headers only.
     *
     * @throws IOException if a file cannot be read
     * @throws dev.marigold.error.ModelLoadException if a file is missing, damaged or describes something this library does not know
     */
    public static AutoencoderFolder open(Path folder, WeightVariant variant) throws IOException {
        AutoencoderConfig config = AutoencoderConfigReader.read(JsonFile.read(folder.resolve("config.json")));
        return new AutoencoderFolder(config, WeightNames.autoencoder(WeightFiles.open(folder, variant)));
    }
}
