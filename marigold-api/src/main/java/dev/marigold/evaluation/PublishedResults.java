package dev.marigold.evaluation;

import dev.marigold.evaluation.PublishedResult.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Zero-shot depth as others published it, for tables beside one's own numbers. All aligned by least squares per picture. The complete table
 * of the v1-1 checkpoint (arXiv 2505.09358) is not here: only its NYUv2 rows are known, second-hand.
 */
public final class PublishedResults {
    private static final List<String> DATASETS = List.of("nyuv2", "kitti", "eth3d", "scannet", "diode");
    private static final double UNKNOWN = Double.NaN;

    private PublishedResults() {}

    /** Returns every number, in the order of the sources' rows and columns. */
    public static List<PublishedResult> all() {
        Table table = new Table();
        table.paper("DiverseDepth", "320 K / -", 11.7, 87.5, 19.0, 70.4, 22.8, 69.4, 10.9, 88.2, 37.6, 63.1);
        table.paper("MiDaS", "2 M / -", 11.1, 88.5, 23.6, 63.0, 18.4, 75.2, 12.1, 84.6, 33.2, 71.5);
        table.paper("LeReS", "300 K / 54 K", 9.0, 91.6, 14.9, 78.4, 17.1, 77.7, 9.1, 91.7, 27.1, 76.6);
        table.paper("Omnidata", "11.9 M / 310 K", 7.4, 94.5, 14.9, 83.5, 16.6, 77.8, 7.5, 93.6, 33.9, 74.2);
        table.paper("HDN", "300 K / -", 6.9, 94.8, 11.5, 86.7, 12.1, 83.3, 8.0, 93.9, 24.6, 78.0);
        table.paper("DPT", "1.2 M / 188 K", 9.8, 90.3, 10.0, 90.1, 7.8, 94.6, 8.2, 93.4, 18.2, 75.8);
        table.paper("Marigold, no ensemble", "- / 74 K", 6.0, 95.9, 10.5, 90.4, 7.1, 95.1, 6.9, 94.5, 31.0, 77.2);
        table.paper(
                "Marigold, 10 members, 50 steps", "- / 74 K", 5.5, 96.4, 9.9, 91.6, 6.5, 96.0, 6.4, 95.1, 30.8, 77.3);
        table.quoted("Marigold v1-1, 1 member, 1 step", 5.9, 96.1);
        table.quoted("Marigold v1-1, 10 members, 4 steps", 5.5, 96.4);
        table.quotedAbsRel("SD + E2E fine-tuning", 5.4, 9.6, 6.4, 5.8, 30.3);
        table.quotedAbsRel("Marigold + E2E fine-tuning", 5.2, 9.6, 6.2, 5.8, 30.2);
        table.quotedAbsRel("GeoWizard + E2E fine-tuning", 5.6, 9.8, 6.3, 5.9, 30.6);
        table.quotedAbsRel("Lotus-D", 5.1, 8.1);
        table.quotedAbsRel("Lotus-G", 5.4, 8.5);
        return List.copyOf(table.rows);
    }

    /** Returns the numbers of a data set, empty if there are none. */
    public static List<PublishedResult> of(String dataset) {
        return all().stream().filter(result -> result.dataset().equals(dataset)).toList();
    }

    /** Collects rows whose percentages come in the order of the data sets. */
    private static final class Table {
        private final List<PublishedResult> rows = new ArrayList<>();

        void paper(String method, String training, double... absRelAndDelta1) {
            for (int i = 0; i < absRelAndDelta1.length / 2; i++) {
                add(method, training, i, absRelAndDelta1[2 * i], absRelAndDelta1[2 * i + 1], Source.CVPR_TABLE_1);
            }
        }

        void quoted(String method, double absRel, double delta1) {
            add(method, "", 0, absRel, delta1, Source.SECOND_HAND);
        }

        void quotedAbsRel(String method, double... absRel) {
            for (int i = 0; i < absRel.length; i++) {
                add(method, "", i, absRel[i], UNKNOWN, Source.SECOND_HAND);
            }
        }

        private void add(String method, String training, int dataset, double absRel, double delta1, Source source) {
            OptionalDouble accuracy = Double.isNaN(delta1) ? OptionalDouble.empty() : OptionalDouble.of(delta1 / 100);
            rows.add(new PublishedResult(method, training, DATASETS.get(dataset), absRel / 100, accuracy, source));
        }
    }
}
