package dev.marigold.cli.option;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.PublishedLayout;
import dev.marigold.evaluation.AlignmentMode;
import dev.marigold.evaluation.DepthAlignment;
import dev.marigold.evaluation.DepthEvaluation;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.SizeMismatch;
import dev.marigold.evaluation.TrivialPredictor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how depth maps are judged. */
public final class ScoringOptions {
    @Option(
            names = "--alignment",
            paramLabel = "MODE",
            converter = Converters.ToAlignmentMode.class,
            description =
                    "How maps are brought to metres: least_square, least_square_disparity, scale or none; default:"
                            + " least_square.")
    private AlignmentMode alignment = AlignmentMode.LEAST_SQUARES;

    @Option(
            names = "--alignment-resolution",
            paramLabel = "N",
            description = "Longer edge of the grid of pixels that is fitted to, 0: every pixel; default: as published.")
    private @Nullable Integer alignmentResolution;

    @Option(
            names = "--metrics",
            paramLabel = "LIST",
            split = ",",
            converter = Converters.ToMetric.class,
            description =
                    "Columns of the tables, such as abs_relative_difference,delta1_acc,mae; default: the published ten.")
    private List<DepthMetric> metrics = DepthMetric.published();

    @Option(
            names = "--resize",
            description = "Resize maps of another size than the measured depth; without it they count as failed.")
    private boolean resize;

    public List<DepthMetric> metrics() {
        return metrics;
    }

    /** Returns the alignment of a data set, which may have a published resolution. */
    public DepthAlignment alignment(Optional<PublishedLayout> layout) {
        DepthAlignment[] chosen = {DepthAlignment.of(alignment)};
        layout.ifPresent(published -> chosen[0] =
                chosen[0].maxResolution(published.alignmentResolution().orElse(0)));
        Settings.set("--alignment-resolution", alignmentResolution, edge -> chosen[0] = chosen[0].maxResolution(edge));
        return chosen[0];
    }

    public SizeMismatch sizeMismatch() {
        return resize ? SizeMismatch.RESIZE : SizeMismatch.REFUSE;
    }

    /**
     * Refuses what cannot be, where judging itself comes late.
     *
     * @throws dev.marigold.cli.console.UsageException if a value is outside its range
     */
    public void check(DepthDataset pictures, Optional<PublishedLayout> layout) {
        applyTo(DepthEvaluation.builder(pictures, TrivialPredictor.CONSTANT).alignment(alignment(layout)));
    }

    public void applyTo(DepthEvaluation.Builder builder) {
        Settings.set("--metrics", metrics, builder::metrics);
        builder.sizeMismatch(sizeMismatch());
    }
}
