package dev.marigold.training;

import dev.marigold.internal.file.Csv;
import dev.marigold.internal.file.InputFile;
import dev.marigold.internal.file.WholeFile;
import java.awt.AWTError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code losses.csv} and {@code validation.csv} of a run: a line for each update and each validation, resumed ones included, in the file as soon as
 * it is known.
 */
final class LossLog {
    private static final System.Logger LOGGER = System.getLogger(LossLog.class.getName());
    private static final String LOSSES = "losses.csv";
    private static final String VALIDATIONS = "validation.csv";
    private static final String HEADER = "update,loss,gradient_norm,learning_rate,seconds,parts";

    private final Path losses;
    private final Path validations;

    private LossLog(Path output) {
        this.losses = output.resolve(LOSSES);
        this.validations = output.resolve(VALIDATIONS);
    }

    /** Opens the log of a run and takes out what came after an update: it will come again. */
    static LossLog open(Path output, long updates) throws IOException {
        LossLog log = new LossLog(output);
        List<String> losses = linesUpTo(updates, log.losses);
        write(log.losses, losses.size() < 2 ? List.of(HEADER) : losses);
        List<String> validations = linesUpTo(updates, log.validations);
        if (validations.size() < 2) {
            // Its header comes with the first validation, which knows the metrics.
            Files.deleteIfExists(log.validations);
        } else {
            write(log.validations, validations);
        }
        return log;
    }

    /** Returns the header and the lines up to an update. The last line is one only if it was ended: a killed process may have left a part of it. */
    private static List<String> linesUpTo(long updates, Path file) throws IOException {
        String text = Files.exists(file) ? InputFile.text(file) : "";
        List<String> kept = new ArrayList<>();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            if (kept.isEmpty() || update(line) <= updates) {
                kept.add(line);
            }
        }
        return kept;
    }

    private static long update(String line) {
        String first = line.substring(0, Math.max(0, line.indexOf(',')));
        return first.matches("\\d+") ? Long.parseLong(first) : Long.MAX_VALUE;
    }

    private static void write(Path file, List<String> lines) throws IOException {
        String text = String.join("\n", lines) + "\n";
        WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    void append(TrainingProgress progress) throws IOException {
        StringBuilder parts = new StringBuilder();
        for (Map.Entry<String, Double> part : progress.parts().entrySet()) {
            parts.append(parts.length() == 0 ? "" : " ")
                    .append(part.getKey())
                    .append('=')
                    .append(String.format(Locale.ROOT, "%.6g", part.getValue()));
        }
        String line = String.format(
                Locale.ROOT,
                "%d,%s,%.6g,%.6g,%.1f,%s\n",
                progress.update(),
                progress.loss(),
                progress.gradientNorm(),
                progress.learningRate(),
                progress.elapsed().toMillis() / 1e3,
                parts);
        append(losses, line);
    }

    /** Draws what is in the file. Fonts, graphics and a display may be absent where nothing else misses them; a training goes on without its plot. */
    void plot() {
        try {
            LossPlot.draw(losses, losses.resolveSibling("losses.png"));
        } catch (IOException | RuntimeException | LinkageError | InternalError | AWTError e) {
            LOGGER.log(System.Logger.Level.WARNING, "Cannot draw " + losses, e);
        }
    }

    /** Returns whether a validation was logged after an update. */
    boolean hasValidation(long update) throws IOException {
        return Files.exists(validations)
                && InputFile.text(validations).lines().anyMatch(line -> update(line) == update);
    }

    void validated(ValidationResult result) throws IOException {
        List<String> header = new ArrayList<>(List.of("update", "dataset"));
        List<String> row = new ArrayList<>(List.of(Long.toString(result.update()), result.dataset()));
        result.means().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(mean -> {
            header.add(mean.getKey().id());
            row.add(String.format(Locale.ROOT, "%.6f", mean.getValue()));
        });
        header.add("failed");
        row.add(Integer.toString(result.failed()));
        append(validations, (Files.exists(validations) ? "" : csv(header)) + csv(row));
    }

    private static String csv(List<String> fields) {
        return Csv.row(fields.toArray(new String[0]));
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
