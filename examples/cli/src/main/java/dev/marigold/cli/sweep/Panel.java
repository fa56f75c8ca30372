package dev.marigold.cli.sweep;

import dev.marigold.evaluation.SweepGroup;
import dev.marigold.evaluation.SweepPlan;
import dev.marigold.evaluation.SweepSetting;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a grid that fits in one picture or table: steps against ensemble sizes.
 *
 * @param scheduler id of the scheduler
 * @param resolution longer edge while processing in pixels; 0 for the picture's own size
 * @param ensembler id of the ensembler
 */
record Panel(String scheduler, int resolution, String ensembler) {
    static List<Panel> of(SweepPlan plan) {
        List<Panel> panels = new ArrayList<>();
        for (String scheduler : plan.schedulers()) {
            for (int resolution : plan.resolutions()) {
                plan.ensemblers().forEach(ensembler -> panels.add(new Panel(scheduler, resolution, ensembler)));
            }
        }
        return panels;
    }

    SweepGroup group(int steps) {
        return new SweepGroup(scheduler, resolution, steps);
    }

    SweepSetting setting(int steps, int ensembleSize) {
        return new SweepSetting(group(steps), ensembler, ensembleSize);
    }

    /** Returns what people read: {@code ddim, 768 px, least-squares}. */
    String title() {
        return scheduler + ", " + (resolution == 0 ? "native size" : resolution + " px") + ", " + ensembler;
    }

    /** Returns a part of a file name. */
    String name() {
        return scheduler + "-r" + resolution + "-" + ensembler;
    }
}
