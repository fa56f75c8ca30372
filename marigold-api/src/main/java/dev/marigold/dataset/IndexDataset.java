package dev.marigold.dataset;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.marigold.error.InvalidDatasetException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.internal.optional.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures and depth maps of one's own, listed in a CSV file whose first row names the columns, in any order:
 *
 * <table>
 * <caption>Columns</caption>
 * <tr><th>column</th><th>meaning</th><th>if absent or empty</th></tr>
 * <tr><td>{@code rgb}</td><td>the picture, relative to the index</td><td>refused</td></tr>
 * <tr><td>{@code gt}</td><td>its map, relative to the index: a 16-bit grey {@code .png} or a {@code .npy}</td><td>refused</td></tr>
 * <tr><td>{@code dataset}</td><td>the group that means are taken over</td><td>the name of the data set</td></tr>
 * <tr><td>{@code kind}</td><td>{@code depth} along the optical axis, or {@code disparity}, its inverse</td><td>{@code depth}</td></tr>
 * <tr><td>{@code scale_to_metres_or_1}</td><td>stored number &times; scale is metres, or for disparities 1 / metres</td><td>1</td></tr>
 * <tr><td>{@code invalid}</td><td>the stored number that means no measurement</td><td>0</td></tr>
 * <tr><td>{@code width}, {@code height}</td><td>the size that picture and map must have</td><td>not checked</td></tr>
 * </table>
 *
 * <p>Other columns are not read. Besides {@code invalid}, what is not finite or not above 0 is no measurement. Needs the library
 * {@code com.fasterxml.jackson.dataformat:jackson-dataformat-csv}, which applications add themselves. Holds no file open between two
 * reads, so that closing it has nothing to do.
 */
public final class IndexDataset implements DepthDataset {
    private final String name;
    private final DepthRange range;
    private final String rows;
    private final List<DepthSample> samples;

    private IndexDataset(String name, DepthRange range, String rows, List<DepthSample> samples) {
        this.name = name;
        this.range = range;
        this.rows = rows;
        this.samples = samples;
    }

    /**
     * Opens an index; every depth above 0 counts.
     *
     * @throws IOException if the index is missing or cannot be read
     * @throws InvalidDatasetException if a row breaks a rule; names the line
     * @throws ProviderUnavailableException if the library for CSV is missing
     */
    public static IndexDataset open(Path index) throws IOException {
        return builder(index).build();
    }

    /** Returns a builder. */
    public static Builder builder(Path index) {
        return new Builder(index);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public DepthRange range() {
        return range;
    }

    /** Returns {@code rows}, a fingerprint of what the rows say: groups, maps, and what their numbers mean. */
    @Override
    public Map<String, String> settings() {
        return Map.of("rows", rows);
    }

    @Override
    public int size() {
        return samples.size();
    }

    @Override
    public DepthSample sample(int index) {
        return samples.get(index);
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "IndexDataset[" + name + ", " + size() + " samples]";
    }

    /** Collects settings. Not safe for use by several threads. */
    public static final class Builder {
        private final Path index;
        private String name;
        private DepthRange range = new DepthRange(0, Float.POSITIVE_INFINITY);

        private Builder(Path index) {
            this.index = requireNonNull(index, "index");
            Path folder = folder().toAbsolutePath().normalize().getFileName();
            name = folder == null ? "index" : folder.toString();
        }

        /**
         * Sets the name of the data set.
         *
         * @param name not blank; default the name of the index's folder
         * @throws IllegalArgumentException if {@code name} is blank
         */
        public Builder name(String name) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("name must not be blank, got '" + name + "'");
            }
            this.name = name;
            return this;
        }

        /**
         * Sets the depths that count and that aligned predictions are clipped to.
         *
         * @param range default 0 to infinity
         */
        public Builder range(DepthRange range) {
            this.range = requireNonNull(range, "range");
            return this;
        }

        /**
         * Opens the index.
         *
         * @throws IOException if the index is missing or cannot be read
         * @throws InvalidDatasetException if a row breaks a rule; names the line
         * @throws ProviderUnavailableException if the library for CSV is missing
         */
        public IndexDataset build() throws IOException {
            List<CsvTable.Row> rows = CsvTable.read(index);
            if (rows.isEmpty()) {
                throw new InvalidDatasetException(index + " must have at least one row below its header, got none");
            }
            DatasetFiles files = new FolderFiles(folder());
            Map<String, String> rowsOfPredictions = new HashMap<>();
            List<DepthSample> samples = new ArrayList<>();
            Hasher fingerprint = Hashing.sha256().newHasher();
            for (CsvTable.Row row : rows) {
                IndexRow checked = new IndexFields(row.name(), row.values()).row(name);
                checked.putInto(fingerprint);
                DepthSample sample = new IndexSample(checked, files, range);
                String earlier = rowsOfPredictions.putIfAbsent(sample.predictionName(), row.name());
                if (earlier != null) {
                    throw new InvalidDatasetException(row.name() + ": rgb must differ in more than its extension from "
                            + earlier + ", got '" + sample.id() + "'");
                }
                samples.add(sample);
            }
            return new IndexDataset(name, range, fingerprint.hash().toString(), List.copyOf(samples));
        }

        private Path folder() {
            return index.resolveSibling("");
        }
    }
}
