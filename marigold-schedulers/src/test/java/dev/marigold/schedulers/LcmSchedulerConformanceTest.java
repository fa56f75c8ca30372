package dev.marigold.schedulers;

import dev.marigold.spi.SchedulerProvider;
import dev.marigold.testkit.SchedulerConformance;
import java.util.List;

class LcmSchedulerConformanceTest extends SchedulerConformance {
    @Override
    protected SchedulerProvider provider() {
        return new LcmSchedulerProvider();
    }

    /** The model was distilled from 50 steps. */
    @Override
    protected List<Integer> stepCounts() {
        return List.of(1, 2, 3, 4, 7, 10, 50);
    }
}
