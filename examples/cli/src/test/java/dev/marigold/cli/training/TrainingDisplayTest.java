package dev.marigold.cli.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.cli.console.Console;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.training.TrainingProgress;
import dev.marigold.training.ValidationResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingDisplayTest {
    private static final Path CHECKPOINT = Path.of("run", "checkpoint-00000002");
    private static final String LINES = "marigold: INFO: wrote " + CHECKPOINT + System.lineSeparator()
            + "marigold: INFO: update 2 on small: AbsRel 0.0500, 1 failed" + System.lineSeparator();

    @Test
    void terminalShowsABarWithTheLossAndTheTimeLeft() {
        assertThat(shown(true)).containsPattern("\rtrain +50% \\[=+ +\\] 2/4 \\([0-9:]+ / 1:01:01\\) loss 0\\.9500");
    }

    @Test
    void aLossThatDoesNotCountChangesNothing() {
        assertThat(shown(true)).containsPattern(" 3/4 \\([0-9:]+ / 1:01:01\\) loss 0\\.9500");
    }

    @Test
    void checkpointsAndValidationsGetLinesOfTheirOwn() {
        assertThat(shown(true)).contains(" ".repeat(79) + "\r" + LINES).endsWith(" ".repeat(79) + "\r");
    }

    @Test
    void nothingButTheseIsShownWithoutATerminal() {
        assertThat(shown(false)).isEqualTo(LINES);
    }

    private static String shown(boolean interactive) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, UTF_8);
        try (TrainingDisplay display = new TrainingDisplay(new Console(stream, stream, interactive))) {
            display.updated(progress(1, 1));
            display.updated(progress(2, 0));
            display.saved(CHECKPOINT);
            display.validated(new ValidationResult(2, "small", Map.of(DepthMetric.ABS_RELATIVE_DIFFERENCE, 0.05), 1));
            display.updated(progress(3, Double.NaN));
        }
        return err.toString(UTF_8);
    }

    private static TrainingProgress progress(long update, double loss) {
        return new TrainingProgress(update, 4, loss, Map.of(), 1, 1e-3, Duration.ZERO, Duration.ofSeconds(3661));
    }
}
