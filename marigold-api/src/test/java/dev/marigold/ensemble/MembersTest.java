package dev.marigold.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import org.junit.jupiter.api.Test;

class MembersTest {
    @Test
    void oneMemberIsRefused() {
        FloatTensor one = FloatTensor.wrap(Shape.of(1, 2, 3), new float[6]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Members.of(one))
                .withMessage("members must have shape [E, H, W] with E >= 2 and at least one pixel, got [1, 2, 3]");
    }

    @Test
    void theFirstValueThatIsNotFiniteIsNamed() {
        float[] values = new float[3 * 200 * 300];
        values[2 * 60000 + 7 * 300 + 5] = Float.NaN;
        values[2 * 60000 + 199 * 300 + 299] = Float.POSITIVE_INFINITY;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Members.of(FloatTensor.wrap(Shape.of(3, 200, 300), values)))
                .withMessage("members must be finite, got NaN in member 2 at pixel (5, 7)");
    }

    @Test
    void smallMembersAreNotResampled() {
        Members members = Members.of(FloatTensor.wrap(Shape.of(2, 4, 8), new float[64]));

        assertThat(members.withinMaximumEdge(8)).isSameAs(members);
    }

    @Test
    void largeMembersArePickedFromTheNearestPixels() {
        float[] values = new float[2 * 3 * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }

        Members small = Members.of(FloatTensor.wrap(Shape.of(2, 3, 6), values)).withinMaximumEdge(4);

        assertThat(small.height()).isEqualTo(2);
        assertThat(small.width()).isEqualTo(4);
        assertThat(new float[] {small.get(0, 0), small.get(0, 1), small.get(0, 2), small.get(0, 3)})
                .containsExactly(0, 2, 3, 5);
        assertThat(small.get(0, 4)).isEqualTo(12);
        assertThat(small.get(1, 0)).isEqualTo(18);
    }
}
