package dev.marigold.cli.training;

import dev.marigold.dataset.DatasetSubset;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.IndexDataset;
import dev.marigold.dataset.PublishedDataset;
import dev.marigold.dataset.PublishedLayout;
import dev.marigold.training.data.ArrayDataset;
import java.io.IOException;

/** Opens a data set: {@code arrays}, {@code index}, or {@code layout} with {@code base} and {@code list}; {@code from} and {@code to}. */
final class DatasetSettings {
    private DatasetSettings() {}

    static DepthDataset open(Section section) throws IOException {
        DepthDataset whole = whole(section);
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

    private static DepthDataset whole(Section section) throws IOException {
        if (section.has("arrays")) {
            return ArrayDataset.open(section.file("arrays"));
        }
        if (section.has("index")) {
            return IndexDataset.open(section.file("index"));
        }
        String id = section.text("layout");
        PublishedLayout layout = section.check("layout", () -> PublishedLayout.ofId(id));
        return PublishedDataset.open(layout, section.file("base"), section.file("list"));
    }
}
