package dev.marigold.checkpoint.random;

import dev.marigold.checkpoint.Activation;
import dev.marigold.checkpoint.AutoencoderKlConfig;
import dev.marigold.checkpoint.ClipTextConfig;
import dev.marigold.checkpoint.Modality;
import dev.marigold.checkpoint.UnetConfig;
import java.util.List;

/** Architectures that random checkpoints come in. */
public enum Preset {
    /** The published depth checkpoints: Stable Diffusion 2, 866 + 84 + 340 million parameters. */
    SD2(Modality.DEPTH),
    /** The published surface-normals checkpoints: as {@link #SD2}. */
    SD2_NORMALS(Modality.NORMALS),
    /** A depth checkpoint of a million parameters, for tests. */
    TINY(Modality.DEPTH);

    private static final double EPSILON = 1e-5;
    private static final double SCALING = 0.18215;

    private final Modality modality;

    Preset(Modality modality) {
        this.modality = modality;
    }

    Modality modality() {
        return modality;
    }

    Architecture architecture() {
        return switch (this) {
            case SD2, SD2_NORMALS -> stableDiffusion2();
            case TINY -> tiny();
        };
    }

    private static Architecture stableDiffusion2() {
        UnetConfig unet = new UnetConfig(
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
                EPSILON,
                true,
                0);
        return new Architecture(
                unet,
                new AutoencoderKlConfig(3, 3, 4, List.of(128, 256, 512, 512), 2, 32, SCALING, true, true, true),
                new ClipTextConfig(49408, 1024, 4096, 23, 16, 77, Activation.GELU, EPSILON),
                768);
    }

    private static Architecture tiny() {
        UnetConfig unet = new UnetConfig(
                8,
                4,
                List.of(32, 64),
                List.of(true, false),
                List.of(false, true),
                1,
                List.of(2, 4),
                List.of(1, 1),
                32,
                true,
                8,
                EPSILON,
                true,
                0);
        return new Architecture(
                unet,
                new AutoencoderKlConfig(3, 3, 4, List.of(16, 32, 32, 32), 1, 8, SCALING, true, true, true),
                new ClipTextConfig(514, 32, 64, 2, 2, 77, Activation.GELU, EPSILON),
                64);
    }
}
