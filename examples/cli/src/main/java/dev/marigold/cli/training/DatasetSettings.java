package dev.marigold.cli.training;

import dev.marigold.dataset.DatasetSubset;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.IndexDataset;
import dev.marigold.dataset.PublishedDataset;
import dev.marigold.dataset.PublishedLayout;
import dev.marigold.dataset.ValidArea;
import dev.marigold.training.data.ArrayDataset;
import java.io.IOException;
import java.util.stream.Stream;

/** Opens a data set: {@code arrays}, {@code index}, or {@code layout} with {@code base}, {@code list} and {@code valid-area}; {@code from} and {@code to}. */
final class DatasetSettings {
    private static final String ARRAYS = "arrays";
    private static final String INDEX = "index";
    private static final String LAYOUT = "layout";
    private static final String VALID_AREA = "valid-area";

    private DatasetSettings() {}

    /**
     * Opens the data set of a section.
     *
     * @param others keys that the section may have besides
     */
    static DepthDataset open(Section section, String... others) throws IOException {
        DepthDataset whole = whole(section, others);
        int size = whole.size();
        int from = position(section, "from", 0, size);
        int to = position(section, "to", size, size);
        if (from == 0 && to == size) {
            return whole;
        }
        return section.check(section.has("to") ? "to" : "from", () -> {
            if (from >= to) {
                throw new IllegalArgumentException("from must be below to, got from " + from + " and to " + to);
            }
            return DatasetSubset.range(whole, from, to);
        });
    }

    /** Negative numbers count from the end, those beyond the beginning stand for it. */
    private static int position(Section section, String key, int absent, int size) {
        long given = section.integer(key, absent);
        return section.check(key, () -> {
            if (given > size) {
                throw new IllegalArgumentException(
                        key + " must be at most the size of the data set, " + size + ", got " + given);
            }
            return (int) Math.max(0, given < 0 ? size + given : given);
        });
    }

    private static DepthDataset whole(Section section, String... others) throws IOException {
        String[] common = join(others, ARRAYS, INDEX, LAYOUT, "from", "to");
        String[] all = join(common, "base", "list", VALID_AREA);
        section.keys(all);
        String kind = section.oneOf(ARRAYS, INDEX, LAYOUT);
        section.keys(kind.equals(LAYOUT) ? all : common);
        if (kind.equals(ARRAYS)) {
            return ArrayDataset.open(section.file(ARRAYS));
        }
        if (kind.equals(INDEX)) {
            return IndexDataset.open(section.file(INDEX));
        }
        String id = section.text(LAYOUT);
        PublishedLayout layout = section.check(LAYOUT, () -> PublishedLayout.ofId(id));
        PublishedDataset.Builder published =
                PublishedDataset.builder(layout, section.file("base"), section.file("list"));
        ValidArea area = section.choice(VALID_AREA, layout.validArea());
        return section.check(VALID_AREA, () -> published.validArea(area)).build();
    }

    private static String[] join(String[] keys, String... more) {
        return Stream.concat(Stream.of(keys), Stream.of(more)).toArray(String[]::new);
    }
}
