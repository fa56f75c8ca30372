package dev.marigold.cli.report;

import dev.marigold.cli.text.MetricFormat;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.evaluation.SampleScore;

/** A picture that the page shows, with what to say about it. */
record ExampleView(String kind, String style, String sample, String group, String figures, ExamplePicture picture) {
    static ExampleView of(ExampleAlbum.Example example, EvaluationResult result) {
        SampleScore score = example.score();
        return new ExampleView(
                example.kind(),
                example.kind().toLowerCase(java.util.Locale.ROOT),
                score.sample(),
                score.group(),
                figures(score, result),
                example.picture());
    }

    private static String figures(SampleScore score, EvaluationResult result) {
        DepthMetric leading = ExampleAlbum.leading(result);
        String text = leading.label() + " "
                + MetricFormat.text(leading, score.scores().get(leading));
        double delta1 = score.scores().get(DepthMetric.DELTA1);
        return leading == DepthMetric.DELTA1 || Double.isNaN(delta1)
                ? text
                : text + " · δ1 " + MetricFormat.text(DepthMetric.DELTA1, delta1);
    }
}
