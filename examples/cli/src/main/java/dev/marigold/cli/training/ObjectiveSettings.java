package dev.marigold.cli.training;

import dev.marigold.training.objective.AutoencoderRole;
import dev.marigold.training.objective.Denoising;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.objective.NoiseKind;
import dev.marigold.training.objective.Objective;
import dev.marigold.training.objective.Reconstruction;
import dev.marigold.training.objective.StartLatent;

/** Reads what a training minimises. */
final class ObjectiveSettings {
    private ObjectiveSettings() {}

    private enum Kind {
        DENOISING,
        END_TO_END,
        RECONSTRUCTION
    }

    static Objective read(Section section) {
        Objective objective = switch (section.choice("kind", Kind.DENOISING)) {
            case DENOISING -> denoising(section);
            case END_TO_END -> endToEnd(section);
            case RECONSTRUCTION -> reconstruction(section);
        };
        section.end();
        return objective;
    }

    private static Objective denoising(Section section) {
        NoiseKind noise = section.choice("noise", NoiseKind.ANNEALED);
        double share = section.number("terminal-share", 0);
        return section.check("terminal-share", () -> new Denoising(noise, share));
    }

    private static Objective endToEnd(Section section) {
        StartLatent start = section.choice("start", StartLatent.ZEROS);
        double relative = section.number("relative-weight", 0);
        double gradient = section.number("gradient-weight", 0);
        double denoising = section.number("denoising-weight", 0);
        NoiseKind noise = section.choice("noise", NoiseKind.GAUSSIAN);
        AutoencoderRole role = section.choice("autoencoder", AutoencoderRole.FROZEN);
        return section.check("kind", () -> new EndToEnd(start, relative, gradient, denoising, noise, role));
    }

    private static Objective reconstruction(Section section) {
        double gradient =
                section.number("gradient-weight", Reconstruction.usual().gradientWeight());
        double noise = section.number("latent-noise", Reconstruction.usual().latentNoise());
        return section.check("kind", () -> new Reconstruction(gradient, noise));
    }
}
