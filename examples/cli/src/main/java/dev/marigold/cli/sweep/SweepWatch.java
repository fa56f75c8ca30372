package dev.marigold.cli.sweep;

import dev.marigold.cli.console.Console;
import dev.marigold.cli.console.ProgressDisplay;
import dev.marigold.evaluation.SampleFailure;
import dev.marigold.evaluation.SweepGroup;
import dev.marigold.evaluation.SweepListener;
import dev.marigold.evaluation.SweepProgress;
import dev.marigold.evaluation.SweepSetting;
import java.util.HashSet;
import java.util.Set;

/** Names in the progress of a sweep what is being computed, and reports each failure once however many cells it is in. */
final class SweepWatch implements SweepListener {
    private final ProgressDisplay display;
    private final Console console;
    private final Set<String> reported = new HashSet<>();
    private SweepProgress progress = new SweepProgress(0, 0, 0, 0);

    SweepWatch(ProgressDisplay display, Console console) {
        this.display = display;
        this.console = console;
    }

    @Override
    public void onProgress(SweepProgress now) {
        progress = now;
    }

    @Override
    public void onSample(SweepGroup group, String sample) {
        display.about((progress.done() + 1) + "/" + progress.total() + " " + group.name());
    }

    @Override
    public void onFailed(SweepSetting setting, SampleFailure failure) {
        String message = failure.sample() + ": " + failure.reason();
        if (reported.add(setting.group().name() + " " + message)) {
            display.close();
            console.warn(setting.group().name() + ": " + message);
        }
    }

    /** Takes the bar away. */
    void finish() {
        display.close();
    }

    boolean hasFailures() {
        return !reported.isEmpty();
    }
}
