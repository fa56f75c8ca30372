package dev.marigold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs the kit on schedulers that break one rule each, and expects that rule and no other to fail. */
class SchedulerKitTest {
    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(FaultySchedulers.IdWithSpaces.class, "SCHED-1"),
                arguments(FaultySchedulers.Unregistered.class, "SCHED-2"),
                arguments(FaultySchedulers.EveryOtherSchedulerDiffers.class, "SCHED-3"),
                arguments(FaultySchedulers.RefusesUnknownKeys.class, "SCHED-4"),
                arguments(FaultySchedulers.ReadsAKeyWhenAWalkStarts.class, "SCHED-4"),
                arguments(FaultySchedulers.AcceptsAnyPredictionType.class, "SCHED-5"),
                arguments(FaultyWalks.RepeatsATimestep.class, "SCHED-6"),
                arguments(FaultySchedulers.TakesOneStepMore.class, "SCHED-6"),
                arguments(FaultyWalks.HandsOutItsTimesteps.class, "SCHED-7"),
                arguments(FaultyWalks.EndsInNaN.class, "SCHED-8"),
                arguments(FaultyWalks.ReusesItsBuffer.class, "SCHED-9"),
                arguments(FaultySchedulers.AcceptsAnyStepCount.class, "SCHED-10"),
                arguments(FaultyWalks.CountsRefusedSteps.class, "SCHED-11"),
                arguments(FaultyWalks.StartsAgainAfterTheLastStep.class, "SCHED-12"),
                arguments(FaultySchedulers.WalksShareACounter.class, "SCHED-13"),
                arguments(FaultySchedulers.WalksOfAThreadShareTheirHistory.class, "SCHED-13"),
                arguments(FaultyWalks.CentresTheBatch.class, "SCHED-14"),
                arguments(FaultyWalks.DrawsTwice.class, "SCHED-15"),
                arguments(FaultySchedulers.BoundToItsThread.class, "SCHED-16"),
                arguments(FaultyWalks.TakesNullForZeros.class, "SCHED-17"),
                arguments(FaultyWalks.NeedsNoNoise.class, "SCHED-17"),
                arguments(FaultySchedulers.CreatesFromNothing.class, "SCHED-17"));
    }

    @Test
    void aSchedulerThatObeysEveryRulePasses() {
        Events tests = run(FaultySchedulers.Obedient.class);

        assertThat(failedRules(tests)).isEmpty();
        assertThat(tests.succeeded().count()).isEqualTo(17);
        assertThat(tests.skipped().count() + tests.aborted().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultFailsItsRuleAlone(Class<? extends SchedulerConformance> faulty, String rule) {
        assertThat(failedRules(run(faulty))).containsExactly(rule);
    }

    @Test
    void everyRuleIsBrokenByAFault() {
        Stream<String> rules = Arrays.stream(SchedulerConformance.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> rule(method.getAnnotation(DisplayName.class).value()));

        assertThat(faults().map(fault -> fault.get()[1])).containsAll(rules.toList());
    }

    private static Events run(Class<?> kit) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(kit))
                .execute()
                .testEvents();
    }

    private static List<String> failedRules(Events tests) {
        return tests.failed().stream()
                .map(event -> rule(event.getTestDescriptor().getDisplayName()))
                .toList();
    }

    private static String rule(String displayName) {
        return displayName.split(" ", 2)[0];
    }
}
