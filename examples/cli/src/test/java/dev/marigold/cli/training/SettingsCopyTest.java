package dev.marigold.cli.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.cli.console.Console;
import dev.marigold.training.TrainingListener;
import dev.marigold.training.TrainingProgress;
import dev.marigold.training.ValidationResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsCopyTest {
    private static final TrainingProgress UPDATE =
            new TrainingProgress(1, 2, 0.5, Map.of(), 1, 1e-3, Duration.ZERO, Duration.ZERO);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> heard = new ArrayList<>();
    private Path config;
    private Path copy;

    @BeforeEach
    void writeSettings() throws IOException {
        config = Files.writeString(folder.resolve("settings.yaml"), "seed: 1\n");
        copy = folder.resolve("config.yaml");
    }

    @Test
    void nothingIsWrittenBeforeTheTrainingDoesSomething() throws IOException {
        SettingsCopy settings = settings();
        assertThat(copy).doesNotExist();

        settings.updated(UPDATE);

        assertThat(copy).hasContent("seed: 1\n");
    }

    @Test
    void whatWasReadIsKeptWhateverBecomesOfTheFile() throws IOException {
        SettingsCopy settings = settings();
        Files.writeString(config, "seed: 2\n");

        settings.saved(folder);

        assertThat(copy).hasContent("seed: 1\n");
    }

    @Test
    void everythingIsHandedOn() throws IOException {
        SettingsCopy settings = settings();

        settings.updated(UPDATE);
        settings.saved(folder);
        settings.validated(new ValidationResult(1, "small", Map.of(), 0));

        assertThat(heard).containsExactly("updated", "saved", "validated");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void aCopyThatCannotBeWrittenIsToldOnceAndStopsNothing() throws IOException {
        Files.createDirectories(copy.resolve("inside"));
        SettingsCopy settings = settings();

        settings.updated(UPDATE);
        settings.updated(UPDATE);

        assertThat(heard).hasSize(2);
        assertThat(err.toString(UTF_8))
                .startsWith("marigold: " + copy + " could not be written: ")
                .hasLineCount(1);
    }

    private SettingsCopy settings() throws IOException {
        PrintStream stream = new PrintStream(err, true, UTF_8);
        return new SettingsCopy(config, folder, new Recorder(heard), new Console(stream, stream, false));
    }

    private record Recorder(List<String> heard) implements TrainingListener {
        @Override
        public void updated(TrainingProgress progress) {
            heard.add("updated");
        }

        @Override
        public void saved(Path checkpoint) {
            heard.add("saved");
        }

        @Override
        public void validated(ValidationResult result) {
            heard.add("validated");
        }
    }
}
