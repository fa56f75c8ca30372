package dev.marigold.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.ensemble.SyntheticMembers.Errors;
import org.junit.jupiter.api.Test;

class MomentsTest {
    @Test
    void agreeWithTwoPassesOverThePixels() {
        Members members = Members.of(new SyntheticMembers(4, 151, 173, Errors.NOISE, 1).members());

        Moments moments = Moments.of(members);

        double[] means = new double[4];
        for (int i = 0; i < 4; i++) {
            for (int pixel = 0; pixel < members.pixels(); pixel++) {
                means[i] += members.get(i, pixel) / (double) members.pixels();
            }
        }
        assertThat(moments.means()).containsExactly(means, within(1e-12));
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double covariance = 0;
                for (int pixel = 0; pixel < members.pixels(); pixel++) {
                    covariance += (members.get(i, pixel) - means[i]) * (members.get(j, pixel) - means[j]);
                }
                assertThat(moments.covariances()[i][j]).isEqualTo(covariance / members.pixels(), within(1e-12));
            }
        }
    }
}
