package dev.marigold.cli.option;

import dev.marigold.cli.console.UsageException;
import dev.marigold.dataset.DatasetSubset;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.IndexDataset;
import dev.marigold.dataset.PublishedDataset;
import dev.marigold.dataset.PublishedLayout;
import dev.marigold.dataset.ValidArea;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which pictures with measured depth are used. */
public final class DatasetOptions {
    private static final String INDEX = "index";

    @Option(
            names = "--dataset",
            paramLabel = "PATH",
            required = true,
            description =
                    "Pictures with measured depth: index.csv of your own, or the directory or tar file of a layout.")
    private Path path = Path.of("");

    @Option(
            names = "--layout",
            paramLabel = "ID",
            description = "index, or a published layout: nyuv2, kitti, eth3d, scannet, diode, hypersim or vkitti2;"
                    + " default: index.")
    private String layout = INDEX;

    @Option(
            names = "--list",
            paramLabel = "FILE",
            description = "The pictures of a published layout, one a line; paths are relative to --dataset.")
    private @Nullable Path list;

    @Option(
            names = "--valid-area",
            paramLabel = "NAME",
            converter = Converters.ToValidArea.class,
            description =
                    "Which part of a published layout's pictures counts: whole, eigen or garg; default: as published.")
    private @Nullable ValidArea validArea;

    @Option(
            names = "--min-depth",
            paramLabel = "METRES",
            description = "Smaller depths of an index do not count, and aligned predictions are clipped; default: 0.")
    private @Nullable Float minDepth;

    @Option(
            names = "--max-depth",
            paramLabel = "METRES",
            description = "Larger depths of an index do not count, and aligned predictions are clipped; default: none.")
    private @Nullable Float maxDepth;

    @Option(names = "--limit", paramLabel = "N", description = "Only the first N pictures.")
    private @Nullable Integer limit;

    /**
     * Returns the published layout; empty for an index.
     *
     * @throws UsageException if there is no such layout
     */
    public Optional<PublishedLayout> layout() {
        if (layout.equals(INDEX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(PublishedLayout.ofId(layout));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "Invalid value for option '--layout': " + e.getMessage() + "; or " + INDEX + " for your own", e);
        }
    }

    /**
     * Opens the data set; the caller closes it.
     *
     * @throws UsageException if options contradict each other
     */
    public DepthDataset open() throws IOException {
        if (limit != null && limit < 1) {
            throw new UsageException("Invalid value for option '--limit': limit must be >= 1, got " + limit);
        }
        Optional<PublishedLayout> published = layout();
        DepthDataset dataset = published.isPresent() ? openPublished(published.get()) : openIndex();
        return limit == null ? dataset : DatasetSubset.range(dataset, 0, Math.min(limit, dataset.size()));
    }

    private DepthDataset openPublished(PublishedLayout published) throws IOException {
        if (list == null) {
            throw new UsageException(
                    "--layout " + published.id() + " needs --list FILE; the published one is " + published.list());
        }
        if (minDepth != null || maxDepth != null) {
            throw new UsageException("--min-depth and --max-depth are for --layout index; the range of "
                    + published.id() + " is published");
        }
        PublishedDataset.Builder builder = PublishedDataset.builder(published, path, list);
        Settings.set("--valid-area", validArea, builder::validArea);
        return builder.build();
    }

    private DepthDataset openIndex() throws IOException {
        if (list != null || validArea != null) {
            throw new UsageException("--list and --valid-area need a published --layout");
        }
        if (Files.isDirectory(path)) {
            throw new UsageException("--dataset must be an index.csv, or have its --layout, got the directory " + path);
        }
        return IndexDataset.builder(path).range(range()).build();
    }

    private DepthRange range() {
        try {
            return new DepthRange(
                    minDepth == null ? 0 : minDepth, maxDepth == null ? Float.POSITIVE_INFINITY : maxDepth);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "Invalid values for options '--min-depth' and '--max-depth': " + e.getMessage(), e);
        }
    }

    /** Names what matters about the outcome and the data set's own settings do not say. */
    public static void describe(DepthDataset dataset, BiConsumer<String, String> setting) {
        DepthDataset whole = dataset instanceof DatasetSubset subset ? subset.whole() : dataset;
        if (whole instanceof PublishedDataset published && published.rowsWithoutDepth() > 0) {
            setting.accept("dataset.rows_without_depth", Integer.toString(published.rowsWithoutDepth()));
        }
    }
}
