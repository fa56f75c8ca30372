package dev.marigold.cli.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.ProgressDisplay;
import dev.marigold.evaluation.SampleFailure;
import dev.marigold.evaluation.SweepGroup;
import dev.marigold.evaluation.SweepSetting;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class SweepWatchTest {
    @Test
    void aFailureIsOneLineHoweverManyItHasAndIsToldOncePerGroup() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, UTF_8);
        Console console = new Console(stream, stream, false);
        SampleFailure failure = new SampleFailure("a.png", "a.npy", "first\n  second");
        SweepGroup group = new SweepGroup("ddim", 64, 1);

        try (ProgressDisplay display = new ProgressDisplay(console)) {
            SweepWatch watch = new SweepWatch(display, console);
            watch.onFailed(new SweepSetting(group, "mean", 1), failure);
            watch.onFailed(new SweepSetting(group, "mean", 2), failure);
        }

        assertThat(err.toString(UTF_8).lines()).containsExactly("marigold: ddim-r64-s1: a.png: first second");
    }
}
