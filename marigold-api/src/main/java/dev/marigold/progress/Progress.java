package dev.marigold.progress;

/**
 * One report of progress.
 *
 * @param stage what is being done
 * @param done finished units, in [0, total]
 * @param total units of the stage: network evaluations, or bytes of a download; at least 1
 * @param detail what the unit belongs to, such as a file name; may be empty
 */
public record Progress(Stage stage, long done, long total, String detail) {}
