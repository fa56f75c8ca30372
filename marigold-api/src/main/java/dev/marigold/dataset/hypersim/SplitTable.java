package dev.marigold.dataset.hypersim;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.internal.optional.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Hypersim's {@code metadata_images_split_scene_v1.csv}. */
final class SplitTable {
    private SplitTable() {}

    /** Returns the frames of a split that were released, each once. */
    static List<FrameName> read(Path table, String split) throws IOException {
        Set<FrameName> frames = new LinkedHashSet<>();
        for (CsvTable.Row row : CsvTable.read(table)) {
            boolean released = TableValue.of(row, "included_in_public_release").equalsIgnoreCase("true");
            if (released && TableValue.of(row, "split_partition_name").equals(split)) {
                frames.add(new FrameName(
                        TableValue.of(row, "scene_name"), TableValue.of(row, "camera_name"), number(row)));
            }
        }
        if (frames.isEmpty()) {
            throw new InvalidDatasetException(table + " must have released frames of split '" + split + "', got none");
        }
        return List.copyOf(frames);
    }

    private static int number(CsvTable.Row row) {
        String value = TableValue.of(row, "frame_id");
        if (!value.matches("[0-9]{1,9}")) {
            throw new InvalidDatasetException(row.name() + ": frame_id must be a whole number, got '" + value + "'");
        }
        return Integer.parseInt(value);
    }
}
