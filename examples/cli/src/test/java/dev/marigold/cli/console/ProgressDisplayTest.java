package dev.marigold.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.progress.Progress;
import dev.marigold.progress.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
    @Test
    void terminalShowsThePictureTheStageAndTheCount() {
        assertThat(shown(true)).contains("photo.jpg denoise").contains("1/4");
    }

    @Test
    void nothingIsShownWithoutATerminal() {
        assertThat(shown(false)).isEmpty();
    }

    private static String shown(boolean interactive) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, UTF_8);
        try (ProgressDisplay display = new ProgressDisplay(new Console(stream, stream, interactive))) {
            display.about("photo.jpg");
            display.onProgress(new Progress(Stage.DENOISE, 0, 4, ""));
            display.onProgress(new Progress(Stage.DENOISE, 1, 4, ""));
        }
        return err.toString(UTF_8);
    }
}
