package dev.marigold.evaluation;

import dev.marigold.error.MarigoldException;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;

/**
 * A sample that could not be judged.
 *
 * @param sample the sample's id
 * @param prediction the prediction's path in a folder of predictions
 * @param reason what was missing or wrong
 */
public record SampleFailure(String sample, String prediction, String reason) {
    static String reason(Throwable cause) {
        String message = cause.getMessage();
        if (cause instanceof NoSuchFileException && message != null) {
            return "file is missing: " + message;
        }
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        boolean ours = cause instanceof IllegalArgumentException
                || cause instanceof FileNotFoundException
                || cause instanceof MarigoldException;
        return ours ? message : cause.getClass().getSimpleName() + ": " + message;
    }
}
