package dev.marigold.cli.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.cli.console.Console;
import dev.marigold.evaluation.EvaluationProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class EvaluationDisplayTest {
    @Test
    void terminalShowsTheCountAndWhatFailed() {
        assertThat(shown(true)).contains("evaluate").contains("121/654").contains("2 failed");
    }

    @Test
    void nothingIsShownWithoutATerminal() {
        assertThat(shown(false)).isEmpty();
    }

    private static String shown(boolean interactive) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, UTF_8);
        try (EvaluationDisplay display = new EvaluationDisplay(new Console(stream, stream, interactive))) {
            display.show(new EvaluationProgress(120, 120, 2, 654, ""));
            display.show(new EvaluationProgress(121, 120, 2, 654, "a.png"));
        }
        return err.toString(UTF_8);
    }
}
