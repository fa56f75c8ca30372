package dev.marigold.schedulers;

import dev.marigold.spi.SchedulerProvider;
import dev.marigold.testkit.SchedulerConformance;

class DdimSchedulerConformanceTest extends SchedulerConformance {
    @Override
    protected SchedulerProvider provider() {
        return new DdimSchedulerProvider();
    }
}
