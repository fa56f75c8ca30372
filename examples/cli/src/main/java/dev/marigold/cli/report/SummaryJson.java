package dev.marigold.cli.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marigold.cli.text.JsonNumber;
import dev.marigold.evaluation.ConfidenceInterval;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import dev.marigold.evaluation.SampleFailure;

/** A run for other programs. Fractions are fractions here, not percentages. */
final class SummaryJson {
    private SummaryJson() {}

    static String of(EvaluationResult result, RunFacts facts) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("format", 1);
        root.put("started", facts.time().toString());
        root.put("subject", Subject.of(result));
        root.put("dataset", result.settings().getOrDefault("dataset", ""));
        root.put("samples", RunFacts.total(result));
        root.put("evaluated", result.scores().size());
        root.put("failed", result.failures().size());
        root.put("confidence", RunFacts.BOOTSTRAP.level());
        ObjectNode metrics = root.putObject("metrics");
        result.metrics().forEach(metric -> add(metrics.putObject(metric.id()), result, metric));
        ObjectNode groups = root.putObject("groups");
        result.groupSizes().forEach(groups::put);
        ArrayNode failures = root.putArray("failures");
        for (SampleFailure failure : result.failures()) {
            failures.addObject().put("sample", failure.sample()).put("reason", failure.reason());
        }
        ObjectNode settings = root.putObject("settings");
        result.settings().forEach(settings::put);
        return root.toPrettyString() + "\n";
    }

    private static void add(ObjectNode node, EvaluationResult result, DepthMetric metric) {
        put(node, result.interval(metric, RunFacts.BOOTSTRAP));
        JsonNumber.put(node, "median", result.median(metric));
        ObjectNode groups = node.putObject("groupMeans");
        result.groupMeans(metric).forEach((group, mean) -> JsonNumber.put(groups, group, mean));
        put(node.putObject("overGroups"), result.intervalOverGroups(metric, RunFacts.BOOTSTRAP));
    }

    static void put(ObjectNode node, ConfidenceInterval interval) {
        JsonNumber.put(node, "mean", interval.estimate());
        JsonNumber.put(node, "low", interval.low());
        JsonNumber.put(node, "high", interval.high());
    }
}
