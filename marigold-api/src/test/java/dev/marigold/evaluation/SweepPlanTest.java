package dev.marigold.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SweepPlanTest {
    private final SweepPlan.Builder builder = SweepPlan.builder("ddim", 768);

    @Test
    void gridIsEveryCombination() {
        SweepPlan plan = builder.ensembleSizes(10, 1)
                .ensemblers("mean", "median")
                .steps(4, 1)
                .schedulers("lcm", "ddim")
                .resolutions(768, 0)
                .build();

        assertThat(plan.groups().stream().map(SweepGroup::name))
                .containsExactly(
                        "lcm-r0-s1",
                        "lcm-r0-s4",
                        "lcm-r768-s1",
                        "lcm-r768-s4",
                        "ddim-r0-s1",
                        "ddim-r0-s4",
                        "ddim-r768-s1",
                        "ddim-r768-s4");
        assertThat(plan.settings(plan.groups().get(7)).stream().map(SweepSetting::name))
                .containsExactly(
                        "ddim-r768-s4-e1-mean",
                        "ddim-r768-s4-e10-mean",
                        "ddim-r768-s4-e1-median",
                        "ddim-r768-s4-e10-median");
        assertThat(plan.members()).isEqualTo(10);
    }

    @Test
    void numbersOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> builder.ensembleSizes(1, 65))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ensembleSizes must be in [1, 64], got 65");
        assertThatThrownBy(() -> builder.steps(0)).hasMessage("steps must be in [1, 1000], got 0");
        assertThatThrownBy(() -> builder.resolutions(-8)).hasMessage("resolutions must be in [0, 16384], got -8");
    }

    @Test
    void schedulerThatIsMissingIsNamed() {
        assertThatThrownBy(() -> SweepPlan.builder(null, 768))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("scheduler");
    }

    @Test
    void repeatedAndMissingValuesAreRefused() {
        assertThatThrownBy(() -> builder.steps(4, 1, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("steps must be at least one and each once, got [1, 4, 4]");
        assertThatThrownBy(() -> builder.ensembleSizes())
                .hasMessage("ensembleSizes must be at least one and each once, got []");
        assertThatThrownBy(() -> builder.schedulers("lcm", "lcm"))
                .hasMessage("schedulers must be at least one and each once, got [lcm, lcm]");
        assertThatThrownBy(() -> builder.ensemblers())
                .hasMessage("ensemblers must be at least one and each once, got []");
    }
}
