package dev.marigold.schedulers;

import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.spi.SchedulerProvider;
import dev.marigold.testkit.SchedulerConformance;

class StochasticDdimSchedulerConformanceTest extends SchedulerConformance {
    @Override
    protected SchedulerProvider provider() {
        return new DdimSchedulerProvider();
    }

    @Override
    protected SchedulerConfig config() {
        return super.config().with("eta", 0.5).with("thresholding", true).with("sample_max_value", 2);
    }
}
