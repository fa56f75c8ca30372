package dev.marigold.dataset.hypersim;

import java.util.List;

/**
 * What became of the frames of a split, in the order of the table.
 *
 * @param converted frames that were written
 * @param failures frames that were not
 */
public record ConversionReport(List<FrameStatistics> converted, List<FrameFailure> failures) {
    /** Copies the lists. */
    public ConversionReport {
        converted = List.copyOf(converted);
        failures = List.copyOf(failures);
    }
}
