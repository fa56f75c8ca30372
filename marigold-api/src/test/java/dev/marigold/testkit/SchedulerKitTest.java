package dev.marigold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * Runs the kit on schedulers that break one rule each, and expects that rule and no other to fail. SCHED-9 cannot be broken by honest
 * means, since tensors are immutable.
 */
class SchedulerKitTest {
    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(FaultySchedulers.IdWithSpaces.class, "SCHED-1"),
                arguments(FaultySchedulers.Unregistered.class, "SCHED-2"),
                arguments(FaultySchedulers.EveryOtherSchedulerDiffers.class, "SCHED-3"),
                arguments(FaultySchedulers.RefusesUnknownKeys.class, "SCHED-4"),
                arguments(FaultySchedulers.AcceptsAnyPredictionType.class, "SCHED-5"),
                arguments(FaultySchedulers.RepeatsATimestep.class, "SCHED-6"),
                arguments(FaultySchedulers.HandsOutItsTimesteps.class, "SCHED-7"),
                arguments(FaultySchedulers.EndsInNaN.class, "SCHED-8"),
                arguments(FaultySchedulers.AcceptsAnyStepCount.class, "SCHED-10"),
                arguments(FaultySchedulers.CountsRefusedSteps.class, "SCHED-11"),
                arguments(FaultySchedulers.StartsAgainAfterTheLastStep.class, "SCHED-12"),
                arguments(FaultySchedulers.WalksShareACounter.class, "SCHED-13"),
                arguments(FaultySchedulers.CentresTheBatch.class, "SCHED-14"),
                arguments(FaultySchedulers.DrawsTwice.class, "SCHED-15"),
                arguments(FaultySchedulers.BoundToItsThread.class, "SCHED-16"),
                arguments(FaultySchedulers.TakesNullForZeros.class, "SCHED-17"));
    }

    @Test
    void aSchedulerThatObeysEveryRulePasses() {
        Events tests = run(FaultySchedulers.Obedient.class);

        assertThat(failedRules(tests)).isEmpty();
        assertThat(tests.succeeded().count()).isEqualTo(16);
        assertThat(tests.skipped().count() + tests.aborted().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultFailsItsRuleAlone(Class<? extends SchedulerConformance> faulty, String rule) {
        assertThat(failedRules(run(faulty))).containsExactly(rule);
    }

    @Test
    void everyOtherRuleIsBrokenByAFault() {
        long rules = Arrays.stream(SchedulerConformance.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .count();

        assertThat(faults()).hasSize(Math.toIntExact(rules - 1));
    }

    private static Events run(Class<?> kit) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(kit))
                .execute()
                .testEvents();
    }

    private static List<String> failedRules(Events tests) {
        return tests.failed().stream()
                .map(event -> event.getTestDescriptor().getDisplayName().split(" ", 2)[0])
                .toList();
    }
}
