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
        double share = section.number("terminal-share", 0, value -> new Denoising(noise, value));
        return new Denoising(noise, share);
    }

    private static Objective endToEnd(Section section) {
        StartLatent start = section.choice("start", StartLatent.ZEROS);
        NoiseKind noise = section.choice("noise", NoiseKind.GAUSSIAN);
        AutoencoderRole role = section.choice("autoencoder", AutoencoderRole.FROZEN);
        double relative =
                section.number("relative-weight", 0, weight -> new EndToEnd(start, weight, 0, 0, noise, role));
        double gradient =
                section.number("gradient-weight", 0, weight -> new EndToEnd(start, 0, weight, 0, noise, role));
        double denoising =
                section.number("denoising-weight", 0, weight -> new EndToEnd(start, 0, 0, weight, noise, role));
        return new EndToEnd(start, relative, gradient, denoising, noise, role);
    }

    private static Objective reconstruction(Section section) {
        Reconstruction usual = Reconstruction.usual();
        double gradient = section.number(
                "gradient-weight", usual.gradientWeight(), weight -> new Reconstruction(weight, usual.latentNoise()));
        double noise = section.number(
                "latent-noise", usual.latentNoise(), deviation -> new Reconstruction(gradient, deviation));
        return new Reconstruction(gradient, noise);
    }
}
