package dev.marigold.checkpoint.random;

import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.Modality;
import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.checkpoint.SafetensorsWriter.FloatSource;
import dev.marigold.internal.file.WholeFolder;
import dev.marigold.network.Autoencoder;
import dev.marigold.network.ClipTextModel;
import dev.marigold.network.UNet2DCondition;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a checkpoint with weights that nobody has trained. */
record InitialFiles(Architecture networks, Modality modality, DType dtype) {
    /** Says what a weight starts as. */
    @FunctionalInterface
    interface Initialisation {
        /**
         * Returns the values of a weight.
         *
         * @param component {@code unet}, {@code vae} or {@code text_encoder}
         * @param shapes of all weights of the component, by name
         */
        FloatSource of(String component, String name, Map<String, Shape> shapes);
    }

    void write(Path directory, Initialisation initialisation) throws IOException {
        WholeFolder.fill(directory, folder -> fill(folder, initialisation));
    }

    private void fill(Path directory, Initialisation initialisation) throws IOException {
        new RandomLayout(networks, modality).write(directory);

        WeightRecorder unet = new WeightRecorder();
        unet.record(new UNet2DCondition(networks.unet(), unet));
        write(directory, "unet", unet.shapes(), initialisation);

        WeightRecorder recorded = new WeightRecorder();
        Autoencoder autoencoder = Autoencoder.of(networks.autoencoder(), recorded);
        recorded.record(autoencoder.encoder());
        recorded.record(autoencoder.decoder());
        write(directory, "vae", recorded.shapes(), initialisation);

        WeightRecorder text = new WeightRecorder();
        ClipTextModel clip = new ClipTextModel(networks.textEncoder(), text);
        // Looks up both embedding tables and reads no row of them.
        clip.embed();
        text.record(clip);
        Map<String, Shape> prefixed = new LinkedHashMap<>();
        text.shapes().forEach((name, shape) -> prefixed.put("text_model." + name, shape));
        write(directory, "text_encoder", prefixed, initialisation);
    }

    private void write(Path directory, String component, Map<String, Shape> shapes, Initialisation initialisation)
            throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
        shapes.forEach((name, shape) -> writer.floats(name, dtype, shape, initialisation.of(component, name, shapes)));
        String base = component.equals("text_encoder") ? "model" : "diffusion_pytorch_model";
        String variant = dtype == DType.F16 ? ".fp16.safetensors" : ".safetensors";
        writer.write(directory.resolve(component).resolve(base + variant));
    }
}
