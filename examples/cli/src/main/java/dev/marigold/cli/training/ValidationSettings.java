package dev.marigold.cli.training;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.training.Validation;
import java.io.IOException;

/** Reads how checkpoints are judged. */
final class ValidationSettings {
    private ValidationSettings() {}

    static Validation read(Section section) throws IOException {
        section.keys("data", "every", "steps", "ensemble-size", "resolution", "previews");
        DepthDataset dataset = DatasetSettings.open(section.section("data"));
        Validation.Builder validation = section.check("data", () -> Validation.builder(dataset));
        validation.every(section.integer("every", 500, 1));
        section.integer("steps", validation::steps);
        section.integer("ensemble-size", validation::ensembleSize);
        section.integer("resolution", validation::processingResolution);
        section.integer("previews", validation::previews);
        return validation.build();
    }
}
