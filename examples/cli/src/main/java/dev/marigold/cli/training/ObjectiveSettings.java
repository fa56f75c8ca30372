package dev.marigold.cli.training;

import dev.marigold.training.objective.Alignment;
import dev.marigold.training.objective.AutoencoderRole;
import dev.marigold.training.objective.Denoising;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.objective.NoiseKind;
import dev.marigold.training.objective.Objective;
import dev.marigold.training.objective.Reconstruction;
import dev.marigold.training.objective.StartLatent;

/** Reads what a training minimises. */
final class ObjectiveSettings {
    static final String ALIGNMENT = "alignment";

    private ObjectiveSettings() {}

    private enum Kind {
        DENOISING,
        END_TO_END,
        RECONSTRUCTION
    }

    static Objective read(Section section) {
        return switch (section.choice("kind", Kind.DENOISING)) {
            case DENOISING -> denoising(section);
            case END_TO_END -> endToEnd(section);
            case RECONSTRUCTION -> reconstruction(section);
        };
    }

    private static Objective denoising(Section section) {
        section.keys("kind", "noise", "terminal-share", "prediction", "zero-snr");
        NoiseKind noise = section.choice("noise", NoiseKind.ANNEALED);
        double share = section.number("terminal-share", 0, value -> new Denoising(noise, value));
        return new Denoising(noise, share);
    }

    private static Objective endToEnd(Section section) {
        section.keys(
                "kind",
                "start",
                ALIGNMENT,
                "relative-weight",
                "gradient-weight",
                "beyond-weight",
                "denoising-weight",
                "noise",
                "coarse-share",
                "autoencoder",
                "prediction",
                "zero-snr");
        EndToEnd.Builder objective = EndToEnd.builder()
                .start(section.choice("start", StartLatent.ZEROS))
                .alignment(section.choice(ALIGNMENT, Alignment.FREE))
                .autoencoder(section.choice("autoencoder", AutoencoderRole.FROZEN));
        if (section.has("noise")) {
            objective.noise(section.choice("noise", NoiseKind.GAUSSIAN));
        }
        section.number("relative-weight", 0, objective::relativeWeight);
        section.number("gradient-weight", 0, objective::gradientWeight);
        section.number("beyond-weight", 0, objective::beyondWeight);
        section.number("denoising-weight", 0, objective::denoisingWeight);
        section.number("coarse-share", 0, objective::coarseShare);
        return section.check("noise", objective::build);
    }

    private static Objective reconstruction(Section section) {
        section.keys("kind", "gradient-weight", "latent-noise");
        Reconstruction usual = Reconstruction.usual();
        double gradient = section.number(
                "gradient-weight", usual.gradientWeight(), weight -> new Reconstruction(weight, usual.latentNoise()));
        double noise = section.number(
                "latent-noise", usual.latentNoise(), deviation -> new Reconstruction(gradient, deviation));
        return new Reconstruction(gradient, noise);
    }
}
