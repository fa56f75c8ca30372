package dev.marigold.dataset;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.marigold.error.InvalidDatasetException;
import dev.marigold.error.ProviderUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A data set in a {@linkplain PublishedLayout published layout}, in a directory or in a tar file, which is read in place. Holds no file
 * open between two reads, so that closing it has nothing to do.
 *
 * <p>Tar files need the library {@code org.apache.commons:commons-compress}, which applications add themselves.
 */
public final class PublishedDataset implements DepthDataset {
    private final Builder settings;
    private final List<DepthSample> samples;
    private final String rows;
    private final int rowsWithoutDepth;

    private PublishedDataset(Builder settings, List<DepthSample> samples, String rows, int rowsWithoutDepth) {
        this.settings = settings;
        this.samples = samples;
        this.rows = rows;
        this.rowsWithoutDepth = rowsWithoutDepth;
    }

    /**
     * Opens a data set as the published evaluation does, or for a layout that is for training, as training does.
     *
     * @param base directory, or tar file whatever its name, that the paths in the list are relative to
     * @param list columns parted by white space, one sample a line
     * @throws IOException if {@code base} or {@code list} is missing or cannot be read
     * @throws InvalidDatasetException if {@code base} is neither a directory nor a tar file, or a row of the list breaks a rule
     * @throws ProviderUnavailableException if {@code base} is a tar file and the library for them is missing
     */
    public static PublishedDataset open(PublishedLayout layout, Path base, Path list) throws IOException {
        return builder(layout, base, list).build();
    }

    /**
     * Returns a builder for a data set with other settings than the published ones.
     *
     * @param base directory, or tar file whatever its name, that the paths in the list are relative to
     * @param list columns parted by white space, one sample a line
     */
    public static Builder builder(PublishedLayout layout, Path base, Path list) {
        return new Builder(layout, base, list);
    }

    /** Returns the layout. */
    public PublishedLayout layout() {
        return settings.layout;
    }

    /** Returns the number of rows in the list that have {@code None} instead of a depth map; they are no samples. */
    public int rowsWithoutDepth() {
        return rowsWithoutDepth;
    }

    @Override
    public String name() {
        return settings.name;
    }

    @Override
    public DepthRange range() {
        return settings.layout.range();
    }

    /** Returns {@code layout}, {@code crop}, {@code valid_area} and {@code rows}, a fingerprint of the rows that are samples. */
    @Override
    public Map<String, String> settings() {
        return Map.of(
                "layout",
                settings.layout.id(),
                "crop",
                settings.crop.name(),
                "valid_area",
                settings.validArea.name(),
                "rows",
                rows);
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
        return "PublishedDataset[" + name() + ", " + settings.layout + ", " + size() + " samples]";
    }

    /** Collects settings. Not safe for use by several threads. */
    public static final class Builder {
        private final PublishedLayout layout;
        private final Path base;
        private final Path list;
        private String name;
        private PictureCrop crop;
        private ValidArea validArea;

        private Builder(PublishedLayout layout, Path base, Path list) {
            this.layout = requireNonNull(layout, "layout");
            this.base = requireNonNull(base, "base");
            this.list = requireNonNull(list, "list");
            name = layout.id();
            crop = layout.crop();
            validArea = layout.validArea();
        }

        private Builder(Builder other) {
            this(other.layout, other.base, other.list);
            name = other.name;
            crop = other.crop;
            validArea = other.validArea;
        }

        /**
         * Sets the name of the data set and the group of its samples.
         *
         * @param name not blank; default the layout's id
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
         * Sets what is cut out of pictures and depth maps.
         *
         * @param crop default the layout's
         */
        public Builder crop(PictureCrop crop) {
            this.crop = requireNonNull(crop, "crop");
            return this;
        }

        /**
         * Sets which part of the picture counts, after the crop.
         *
         * @param validArea one of the layout's {@linkplain PublishedLayout#validAreas() areas}; default its
         *     {@linkplain PublishedLayout#validArea() own}
         * @throws IllegalArgumentException if the layout has no such area
         */
        public Builder validArea(ValidArea validArea) {
            if (!layout.validAreas().contains(requireNonNull(validArea, "validArea"))) {
                throw new IllegalArgumentException("validArea must be one of " + layout.validAreas() + " for "
                        + layout.id() + ", got " + validArea);
            }
            this.validArea = validArea;
            return this;
        }

        /**
         * Opens the data set: reads the list and finds the members of a tar file.
         *
         * @throws IOException if the base or the list is missing or cannot be read
         * @throws InvalidDatasetException if the base is neither a directory nor a tar file, or a row of the list breaks a rule
         * @throws ProviderUnavailableException if the base is a tar file and the library for them is missing
         */
        public PublishedDataset build() throws IOException {
            Builder settings = new Builder(this);
            List<ListRow> rows = ListFile.read(list, layout.columns());
            List<ListRow> measured = rows.stream().filter(ListRow::hasDepth).toList();
            if (measured.isEmpty()) {
                throw new InvalidDatasetException(
                        list + " must name at least one picture with depth, got " + rows.size() + " rows");
            }
            DatasetFiles files = DatasetFiles.open(base);
            List<DepthSample> samples = measured.stream()
                    .<DepthSample>map(row -> new PublishedSample(row, files, settings.name, settings.view()))
                    .toList();
            return new PublishedDataset(settings, samples, fingerprint(measured), rows.size() - measured.size());
        }

        private static String fingerprint(List<ListRow> rows) {
            Hasher fingerprint = Hashing.sha256().newHasher();
            rows.forEach(row -> row.putInto(fingerprint));
            return fingerprint.hash().toString();
        }

        private PublishedSample.View view() {
            return new PublishedSample.View(layout, crop, layout.areaRule(validArea));
        }
    }
}
