package dev.marigold.cli.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marigold.cli.text.JsonNumber;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.evaluation.PairedComparison;
import java.util.List;

/** Two runs for other programs. Fractions are fractions here, not percentages. */
final class ComparisonJson {
    private ComparisonJson() {}

    static String of(ComparisonPage page, List<PairedComparison> comparisons) {
        EvaluationResult first = page.first().result();
        EvaluationResult second = page.second().result();
        PairedComparison main = comparisons.get(0);
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("format", 1)
                .put("first", page.first().folder())
                .put("second", page.second().folder());
        root.put("samples", main.samples()).put("onlyFirst", main.onlyFirst()).put("onlySecond", main.onlySecond());
        root.put("confidence", RunFacts.BOOTSTRAP.level());
        ObjectNode metrics = root.putObject("metrics");
        comparisons.forEach(
                comparison -> add(metrics.putObject(comparison.metric().id()), comparison));
        Pairs pairs = Pairs.of(first, second, main.metric());
        root.put("leading", main.metric().id());
        add(root.putArray("gains"), pairs.gains());
        add(root.putArray("losses"), pairs.losses());
        ObjectNode differences = root.putObject("differences");
        for (ComparisonPage.Difference difference : page.differences()) {
            differences
                    .putObject(difference.key())
                    .put("first", first.settings().get(difference.key()))
                    .put("second", second.settings().get(difference.key()));
        }
        return root.toPrettyString() + "\n";
    }

    private static void add(ObjectNode node, PairedComparison comparison) {
        JsonNumber.put(node, "first", comparison.firstMean());
        JsonNumber.put(node, "second", comparison.secondMean());
        SummaryJson.put(node.putObject("difference"), comparison.difference());
        node.put("firstWins", comparison.firstWins()).put("secondWins", comparison.secondWins());
        node.put("significant", comparison.isSignificant());
    }

    private static void add(ArrayNode pictures, List<Pairs.Pair> pairs) {
        for (Pairs.Pair pair : pairs) {
            ObjectNode picture =
                    pictures.addObject().put("sample", pair.sample()).put("group", pair.group());
            JsonNumber.put(picture, "first", pair.first());
            JsonNumber.put(picture, "second", pair.second());
        }
    }
}
