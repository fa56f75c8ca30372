package dev.marigold.onnx.graph;

import dev.marigold.checkpoint.Activation;
import dev.marigold.checkpoint.AutoencoderKlConfig;
import dev.marigold.checkpoint.ClipTextConfig;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.UnetConfig;
import dev.marigold.checkpoint.Weight;
import dev.marigold.network.AutoencoderKl;
import dev.marigold.network.ClipTextModel;
import dev.marigold.network.Network;
import dev.marigold.network.UNet2DCondition;
import dev.marigold.network.WeightLookup;
import java.nio.file.Path;
import java.util.List;

/** The networks of the published depth checkpoints, without the bytes of their weights. */
final class Published {
    private static final Path FILE = Path.of("/weights/diffusion_pytorch_model.safetensors");

    private Published() {}

    static List<Network> networks(DType dtype) {
        AutoencoderKl autoencoder = new AutoencoderKl(
                new AutoencoderKlConfig(3, 3, 4, List.of(128, 256, 512, 512), 2, 32, 0.18215, true, true, true),
                weights(dtype));
        return List.of(
                unet(dtype),
                autoencoder.encoder(),
                autoencoder.decoder(),
                new ClipTextModel(
                        new ClipTextConfig(49408, 1024, 4096, 23, 16, 77, Activation.GELU, 1e-5), weights(dtype)));
    }

    static Network unet(DType dtype) {
        UnetConfig config = new UnetConfig(
                8,
                4,
                List.of(320, 640, 1280, 1280),
                List.of(true, true, true, false),
                List.of(false, true, true, true),
                2,
                List.of(5, 10, 20, 20),
                List.of(1, 1, 1, 1),
                1024,
                true,
                32,
                1e-5,
                true,
                0);
        return new UNet2DCondition(config, weights(dtype));
    }

    private static WeightLookup weights(DType dtype) {
        return (name, shape) -> new Weight(name, FILE, 1000, shape.elementCount() * dtype.bytes(), dtype, shape);
    }
}
