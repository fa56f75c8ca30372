package dev.marigold.cli.sweep;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marigold.cli.text.JsonNumber;
import dev.marigold.evaluation.Bootstrap;
import dev.marigold.evaluation.ConfidenceInterval;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.SweepCell;
import dev.marigold.evaluation.SweepGroup;
import dev.marigold.evaluation.SweepResult;

/** A sweep for programs. Numbers that are not known are null. */
final class SweepJson {
    private final ObjectNode root = new ObjectMapper().createObjectNode();

    SweepJson(SweepFacts facts, SweepResult result, Bootstrap bootstrap) {
        root.put("model", facts.model());
        root.put("dataset", facts.dataset());
        root.put("seed", facts.seed());
        root.put("confidence", bootstrap.level());
        ObjectNode settings = root.putObject("settings");
        facts.settings().forEach(settings::put);
        ArrayNode groups = root.putArray("groups");
        result.plan().groups().forEach(group -> add(groups.addObject(), group, result));
        ArrayNode cells = root.putArray("cells");
        result.cells().forEach(cell -> add(cells.addObject(), cell, bootstrap));
    }

    String text() {
        return root.toPrettyString() + "\n";
    }

    private static void add(ObjectNode target, SweepGroup group, SweepResult result) {
        put(target, group);
        target.put("members", result.plan().members());
        JsonNumber.put(target, "memberDeviation", result.meanDeviation(group));
        JsonNumber.put(target, "memberRange", result.meanRange(group));
        if (result.spreads(group).isEmpty()) {
            target.putNull("exactPrefixes");
        } else {
            target.put("exactPrefixes", result.hasExactPrefixes(group));
        }
    }

    private static void add(ObjectNode target, SweepCell cell, Bootstrap bootstrap) {
        put(target, cell.setting().group());
        target.put("ensembler", cell.setting().ensembler());
        target.put("ensembleSize", cell.setting().ensembleSize());
        target.put("images", cell.result().scores().size());
        target.put("failed", cell.result().failures().size());
        JsonNumber.put(target, "secondsPerImage", cell.secondsPerImage());
        ObjectNode metrics = target.putObject("metrics");
        for (DepthMetric metric : cell.result().metrics()) {
            ConfidenceInterval interval = cell.result().interval(metric, bootstrap);
            ObjectNode values = metrics.putObject(metric.id());
            JsonNumber.put(values, "mean", interval.estimate());
            JsonNumber.put(values, "low", interval.low());
            JsonNumber.put(values, "high", interval.high());
        }
    }

    private static void put(ObjectNode target, SweepGroup group) {
        target.put("scheduler", group.scheduler());
        target.put("resolution", group.resolution());
        target.put("steps", group.steps());
    }
}
