package dev.marigold.evaluation;

import dev.marigold.DepthMembers;
import dev.marigold.tensor.FloatTensor;

/**
 * How much the members of one picture disagree before they are aligned or merged, as means over all pixels in units of the prediction,
 * which is in [0, 1]. The measure of the ablation of training noise in Ke et al., CVPR 2024.
 *
 * @param sample the sample's id
 * @param members number of members, at least 1
 * @param deviation mean of the standard deviation (divisor n - 1) of a pixel over the members; NaN if there is one member only
 * @param range mean of the difference between the largest and the smallest value of a pixel; grows with the number of members
 * @param exactPrefixes see {@link DepthMembers#hasExactPrefixes()}
 */
public record MemberSpread(String sample, int members, double deviation, double range, boolean exactPrefixes) {
    static MemberSpread of(String sample, DepthMembers members) {
        FloatTensor maps = members.maps();
        int count = members.size();
        int pixels = Math.toIntExact(maps.shape().elementCount() / count);
        double deviations = 0;
        double ranges = 0;
        for (int pixel = 0; pixel < pixels; pixel++) {
            double sum = 0;
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (int member = 0; member < count; member++) {
                float value = maps.get(member * pixels + pixel);
                sum += value;
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            double squares = 0;
            for (int member = 0; member < count; member++) {
                double distance = maps.get(member * pixels + pixel) - sum / count;
                squares += distance * distance;
            }
            deviations += Math.sqrt(squares / (count - 1));
            ranges += high - low;
        }
        return new MemberSpread(sample, count, deviations / pixels, ranges / pixels, members.hasExactPrefixes());
    }
}
