package dev.marigold.cli.report;

import dev.marigold.evaluation.EvaluationResult;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in words what a run judged. */
final class Subject {
    private static final String PREFIX = "predictor.";

    private Subject() {}

    static String of(EvaluationResult result) {
        Map<String, String> settings = result.settings();
        String checkpoint = settings.getOrDefault(PREFIX + "checkpoint", "");
        if (!checkpoint.isEmpty()) {
            return last(checkpoint) + ", " + count(settings.get(PREFIX + "steps"), "step") + ", "
                    + count(settings.get(PREFIX + "ensemble_size"), "member");
        }
        String folder = settings.getOrDefault(PREFIX + "predictions", "");
        if (!folder.isEmpty()) {
            return "Predictions in " + last(folder);
        }
        return switch (settings.getOrDefault(PREFIX + "trivial", "")) {
            case "constant" -> "Constant depth";
            case "vertical_ramp" -> "Vertical ramp";
            default -> "Depth maps";
        };
    }

    private static String count(@Nullable String number, String what) {
        return "1".equals(number) ? "1 " + what : number + " " + what + "s";
    }

    private static String last(String path) {
        if (path.contains(":")) {
            return path;
        }
        Path name = Path.of(path).getFileName();
        return name == null ? path : name.toString();
    }
}
