package dev.marigold.dataset.hypersim;

import dev.marigold.internal.numeric.Brightness;
import dev.marigold.tensor.FloatTensor;
import java.util.Arrays;

/**
 * Hypersim's tone mapping: radiance is scaled so that the 90th percentile of brightness over surfaces becomes 0.8 after a gamma of 2.2
 * (Roberts et al., <a href="https://arxiv.org/abs/2011.02523">arXiv:2011.02523</a>).
 */
final class ToneMap {
    private static final double GAMMA = 2.2;
    private static final double BRIGHT = Math.pow(0.8, GAMMA);

    private ToneMap() {}

    /** Returns red, green, blue of 8 bits, truncated, of one pixel after the other. */
    static byte[] apply(RawFrame frame) {
        double scale = scale(frame);
        FloatTensor radiance = frame.radiance();
        byte[] rgb = new byte[3 * RawFrame.WIDTH * RawFrame.HEIGHT];
        for (int i = 0; i < rgb.length; i++) {
            double mapped = Math.pow(Math.max(scale * radiance.get(i), 0), 1 / GAMMA);
            rgb[i] = (byte) (int) (255 * Math.min(mapped, 1));
        }
        return rgb;
    }

    /** Returns what radiance is multiplied by: 0 for a picture that is black, 1 for one without a surface. */
    static double scale(RawFrame frame) {
        double[] brightness = new double[RawFrame.WIDTH * RawFrame.HEIGHT];
        int count = 0;
        for (int i = 0; i < brightness.length; i++) {
            if (frame.isSurface(i)) {
                brightness[count++] = Brightness.of(
                        frame.radiance().get(3 * i),
                        frame.radiance().get(3 * i + 1),
                        frame.radiance().get(3 * i + 2));
            }
        }
        if (count == 0) {
            return 1;
        }
        return Brightness.factor(Arrays.copyOf(brightness, count), BRIGHT);
    }
}
