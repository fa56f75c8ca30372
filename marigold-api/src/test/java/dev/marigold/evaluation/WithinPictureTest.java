package dev.marigold.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WithinPictureTest {
    private static final DepthMetric METRIC = DepthMetric.MAE;
    private static final double[] PICTURES = {1, 9, 4, 30, 2, 17};

    @Test
    void differencesBetweenPicturesDoNotWidenTheIntervals() {
        Map<SweepSetting, ConfidenceInterval> intervals = intervals(cell(1, 0.5), cell(2, 0.1));

        ConfidenceInterval first = intervals.get(setting(1));
        assertThat(first.estimate()).isCloseTo(63 / 6.0 + 0.5, within(1e-12));
        assertThat(first.low()).isCloseTo(first.estimate(), within(1e-12));
        assertThat(first.high()).isCloseTo(first.estimate(), within(1e-12));
    }

    @Test
    void whatSettingsDoDifferentlyToPicturesWidensThemAsMuchAsThePairedDifference() {
        double[] noise = {0.3, -0.2, 0.4, -0.1, 0.2, -0.3};
        SweepCell plain = cell(1, 0);
        SweepCell noisy = cell(2, 0, noise);

        ConfidenceInterval interval = intervals(plain, noisy).get(setting(2));

        ConfidenceInterval difference = Bootstrap.standard().mean(noise);
        // Half of the difference, widened by the root of 2 for two settings.
        assertThat(interval.high() - interval.estimate())
                .isCloseTo((difference.high() - difference.estimate()) / Math.sqrt(2), within(1e-9));
    }

    @Test
    void picturesThatOneSettingLacksAreLeftOut() {
        SweepCell whole = cell(1, 0);
        List<SampleScore> five = whole.result().scores().subList(0, 5);
        SweepCell part = new SweepCell(setting(2), new EvaluationResult(Map.of(), List.of(METRIC), five, List.of()));

        assertThat(intervals(whole, part).get(setting(1)).estimate()).isCloseTo(46 / 5.0, within(1e-12));
    }

    @Test
    void settingWithoutPicturesHasNoInterval() {
        SweepCell empty =
                new SweepCell(setting(2), new EvaluationResult(Map.of(), List.of(METRIC), List.of(), List.of()));

        assertThat(intervals(empty, cell(1, 0))).containsOnlyKeys(setting(1));
    }

    private static Map<SweepSetting, ConfidenceInterval> intervals(SweepCell... cells) {
        return new WithinPicture(List.of(cells), METRIC).intervals(Bootstrap.standard());
    }

    private static SweepSetting setting(int size) {
        return new SweepSetting(new SweepGroup("ddim", 64, 1), "mean", size);
    }

    private static SweepCell cell(int size, double offset, double... noise) {
        List<SampleScore> scores = new ArrayList<>();
        for (int i = 0; i < PICTURES.length; i++) {
            double value = PICTURES[i] + offset + (noise.length == 0 ? 0 : noise[i]);
            String name = "picture" + i;
            scores.add(new SampleScore(name, name, "", DepthScores.of(Map.of(METRIC, value)), 1, 0, 1, 1));
        }
        return new SweepCell(setting(size), new EvaluationResult(Map.of(), List.of(METRIC), scores, List.of()));
    }
}
