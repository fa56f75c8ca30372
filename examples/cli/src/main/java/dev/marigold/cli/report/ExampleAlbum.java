package dev.marigold.cli.report;

import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.error.CancelledException;
import dev.marigold.error.MarigoldException;
import dev.marigold.evaluation.AlignedDepth;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationListener;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.evaluation.SampleScore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Paints pictures while they are judged. Of a small data set it keeps all; which of a large one are worth showing is only known at the end,
 * and {@link #missing} tells which have to be judged once more.
 */
public final class ExampleAlbum implements EvaluationListener {
    private static final int KEPT = 24;
    private static final System.Logger LOGGER = System.getLogger("dev.marigold.cli");

    private final int perKind;
    private final boolean keeps;
    private final Map<String, ExamplePicture> pictures = new HashMap<>();

    private ExampleAlbum(int perKind, boolean keeps) {
        this.perKind = perKind;
        this.keeps = keeps;
    }

    /**
     * Returns an album for a run.
     *
     * @param perKind how many of the best, of the middle and of the worst are shown, at least 0
     * @param samples how many pictures the run has
     */
    public static ExampleAlbum of(int perKind, int samples) {
        return new ExampleAlbum(perKind, perKind > 0 && samples <= KEPT);
    }

    /** Returns the same album, open for every picture it is shown. */
    public EvaluationListener keepingAll() {
        return new EvaluationListener() {
            @Override
            public void onScored(DepthSample sample, AlignedDepth aligned, GroundTruth truth, SampleScore score) {
                paint(sample, aligned, truth);
            }
        };
    }

    @Override
    public void onScored(DepthSample sample, AlignedDepth aligned, GroundTruth truth, SampleScore score) {
        if (keeps) {
            paint(sample, aligned, truth);
        }
    }

    private void paint(DepthSample sample, AlignedDepth aligned, GroundTruth truth) {
        try {
            pictures.put(sample.id(), ExamplePicture.of(sample, aligned, truth));
        } catch (CancelledException e) {
            throw e;
        } catch (IOException | MarigoldException e) {
            // Maps that are there already are judged without the picture; the report does without it, too.
            LOGGER.log(System.Logger.Level.WARNING, "Cannot show " + sample.id(), e);
        }
    }

    /** Returns the pictures that should be shown and are not there. */
    public Set<String> missing(EvaluationResult result) {
        return chosen(result).keySet().stream()
                .map(SampleScore::sample)
                .filter(sample -> !pictures.containsKey(sample))
                .collect(Collectors.toSet());
    }

    List<Example> examples(EvaluationResult result) {
        List<Example> examples = new ArrayList<>();
        chosen(result).forEach((score, kind) -> {
            ExamplePicture picture = pictures.get(score.sample());
            if (picture != null) {
                examples.add(new Example(kind, score, picture));
            }
        });
        return examples;
    }

    private Map<SampleScore, String> chosen(EvaluationResult result) {
        return ExampleChoice.of(result, leading(result), perKind);
    }

    /** Returns what pictures are ranked by: AbsRel where it was measured. */
    static DepthMetric leading(EvaluationResult result) {
        return result.metrics().contains(DepthMetric.ABS_RELATIVE_DIFFERENCE)
                ? DepthMetric.ABS_RELATIVE_DIFFERENCE
                : result.metrics().get(0);
    }

    /**
     * A picture to show.
     *
     * @param kind Best, Median or Worst
     */
    record Example(String kind, SampleScore score, ExamplePicture picture) {}
}
