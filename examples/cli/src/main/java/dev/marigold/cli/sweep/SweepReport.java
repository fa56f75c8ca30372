package dev.marigold.cli.sweep;

import dev.marigold.cli.file.OutputFile;
import dev.marigold.evaluation.Bootstrap;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.SweepResult;
import java.awt.AWTError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what a sweep found: {@code sweep.csv}, {@code sweep.json}, {@code charts}, and {@code summary.md} that shows them. */
public final class SweepReport {
    private static final System.Logger LOGGER = System.getLogger("dev.marigold.cli");
    private static final List<DepthMetric> HEADLINES = List.of(DepthMetric.ABS_RELATIVE_DIFFERENCE, DepthMetric.DELTA1);

    private static final String CHARTS = "charts";

    private final SweepFacts facts;
    private final SweepResult result;
    private final Bootstrap bootstrap = Bootstrap.standard();

    /** Creates the report of a sweep. */
    public SweepReport(SweepFacts facts, SweepResult result) {
        this.facts = facts;
        this.result = result;
    }

    /** Writes all files and returns their paths. Numbers come first: they are there even if the charts cannot be drawn. */
    public List<Path> write(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        files.add(OutputFile.write(folder.resolve("sweep.csv"), result.toCsv(bootstrap)));
        files.add(OutputFile.write(folder.resolve("sweep.json"), new SweepJson(facts, result, bootstrap).text()));
        List<DepthMetric> headlines = headlines();
        Map<String, String> charts = charts(headlines, folder);
        SweepSummary summary = new SweepSummary(result, headlines, bootstrap);
        files.add(OutputFile.write(folder.resolve("summary.md"), summary.text(facts, charts)));
        charts.keySet().forEach(file -> files.add(folder.resolve(file)));
        return files;
    }

    /** Draws and returns the titles of the charts by name; fonts and graphics may be absent where nothing else misses them. */
    private Map<String, String> charts(List<DepthMetric> headlines, Path folder) throws IOException {
        Map<String, String> charts = new LinkedHashMap<>();
        Path drawn = Files.createDirectories(folder.resolve(CHARTS));
        try {
            SweepCharts drawer = new SweepCharts(result, bootstrap);
            for (DepthMetric metric : headlines) {
                drawer.write(metric, drawn).forEach((file, title) -> charts.put(CHARTS + "/" + file, title));
            }
        } catch (LinkageError | InternalError | AWTError e) {
            LOGGER.log(System.Logger.Level.WARNING, "Cannot draw charts: " + e);
        }
        return charts;
    }

    private List<DepthMetric> headlines() {
        List<DepthMetric> known =
                HEADLINES.stream().filter(result.metrics()::contains).toList();
        return known.isEmpty() ? result.metrics().subList(0, 1) : known;
    }
}
