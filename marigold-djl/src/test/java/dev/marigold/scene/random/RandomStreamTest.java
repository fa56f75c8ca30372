package dev.marigold.scene.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RandomStreamTest {
    /** Expected numbers from a second implementation, in Python. */
    @Test
    void numbersAreTheSameEverywhere() {
        RandomStream stream = RandomStream.of(1, 2);

        assertThat(new long[] {stream.nextLong(), stream.nextLong()})
                .containsExactly(7921274661564616335L, -1859799834665505114L);
    }

    @Test
    void uniformNumbersHaveTheirMeanAndVariance() {
        RandomStream stream = RandomStream.of(1, 2);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 100_000; i++) {
            double value = stream.next();
            assertThat(value).isBetween(0.0, 1.0);
            sum += value;
            squares += value * value;
        }

        assertThat(sum / 100_000).isCloseTo(0.5, within(0.005));
        assertThat(squares / 100_000).isCloseTo(1 / 3.0, within(0.005));
    }

    @Test
    void normalNumbersHaveTheirMeanAndVariance() {
        RandomStream stream = RandomStream.of(3, 4);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 50_000; i++) {
            double value = stream.normal();
            sum += value;
            squares += value * value;
        }

        assertThat(sum / 50_000).isCloseTo(0, within(0.02));
        assertThat(squares / 50_000).isCloseTo(1, within(0.03));
    }

    @Test
    void countsCoverBothEnds() {
        RandomStream stream = RandomStream.of(5, 6);
        int[] seen = new int[4];
        for (int i = 0; i < 1000; i++) {
            seen[stream.count(2, 5) - 2]++;
        }

        assertThat(seen).doesNotContain(0);
    }

    @Test
    void weightsDecideHowOften() {
        RandomStream stream = RandomStream.of(7, 8);
        int[] seen = new int[3];
        for (int i = 0; i < 10_000; i++) {
            seen[stream.weighted(1, 0, 3)]++;
        }

        assertThat(seen[1]).isZero();
        assertThat(seen[2]).isBetween(7200, 7800);
    }

    @Test
    void aSplitStreamIsAnotherOne() {
        RandomStream stream = RandomStream.of(1, 2);
        RandomStream split = stream.split();

        assertThat(split.nextLong()).isNotEqualTo(stream.nextLong());
    }
}
