package com.example.marigold.dpmsolver;

import dev.marigold.spi.SchedulerProvider;
import dev.marigold.testkit.SchedulerConformance;

class DpmSolverConformanceTest extends SchedulerConformance {
    @Override
    protected SchedulerProvider provider() {
        return new DpmSolverProvider();
    }
}
