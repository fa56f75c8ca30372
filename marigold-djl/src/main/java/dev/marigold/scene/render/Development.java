package dev.marigold.scene.render;

import dev.marigold.scene.texture.Noise;
import java.util.Arrays;

/** From radiance to the bytes of a picture: exposure, lens, tone curve, noise. */
final class Development {
    private static final int LEVELS = 4096;
    private static final double WHITE = 6;

    private final Sensor sensor;
    private final float[] curve;

    Development(Sensor sensor) {
        this.sensor = sensor;
        curve = curve(sensor);
    }

    byte[] develop(View view) {
        float[] light = view.radiance;
        expose(light, view.width, view.height);
        if (sensor.blur() > 0) {
            light = blur(light, view.width, view.height);
        }
        byte[] bytes = new byte[light.length];
        for (int i = 0; i < view.solid.length; i++) {
            float red = tone(light[3 * i]);
            float green = tone(light[3 * i + 1]);
            float blue = tone(light[3 * i + 2]);
            float grey = 0.3f * red + 0.59f * green + 0.11f * blue;
            float saturation = (float) sensor.saturation();
            int x = i % view.width;
            int y = i / view.width;
            bytes[3 * i] = level(grey + saturation * (red - grey), x, y, 1);
            bytes[3 * i + 1] = level(grey + saturation * (green - grey), x, y, 2);
            bytes[3 * i + 2] = level(grey + saturation * (blue - grey), x, y, 3);
        }
        return bytes;
    }

    private void expose(float[] light, int width, int height) {
        double exposure = exposure(light);
        double red = exposure * sensor.cast().red();
        double green = exposure * sensor.cast().green();
        double blue = exposure * sensor.cast().blue();
        double corner = 0.25 * (width * (double) width + height * (double) height);
        for (int i = 0; i < width * height; i++) {
            int x = i % width;
            int y = i / width;
            double dx = x + 0.5 - 0.5 * width;
            double dy = y + 0.5 - 0.5 * height;
            double dim = 1 - sensor.vignetting() * (dx * dx + dy * dy) / corner;
            light[3 * i] *= (float) (red * dim);
            light[3 * i + 1] *= (float) (green * dim);
            light[3 * i + 2] *= (float) (blue * dim);
        }
    }

    private double exposure(float[] light) {
        int stride = 7;
        int count = (light.length / 3 + stride - 1) / stride;
        float[] brightness = new float[count];
        double product = 1;
        double exponent = 0;
        for (int k = 0; k < count; k++) {
            int i = 3 * stride * k;
            brightness[k] = 0.2126f * light[i] + 0.7152f * light[i + 1] + 0.0722f * light[i + 2];
            product *= brightness[k] + 1e-3;
            if (product < 1e-200 || product > 1e200) {
                exponent += StrictMath.log(product);
                product = 1;
            }
        }
        double mean = StrictMath.exp((exponent + StrictMath.log(product)) / count);
        Arrays.sort(brightness);
        double bright = brightness[(int) (0.95 * (count - 1))];
        return Math.min(sensor.key() / mean, sensor.highlights() / Math.max(bright, 1e-6));
    }

    private float[] blur(float[] light, int width, int height) {
        float side = (float) sensor.blur();
        float middle = 1 - 2 * side;
        float[] across = new float[light.length];
        for (int i = 0; i < light.length; i++) {
            int x = i / 3 % width;
            float left = x > 0 ? light[i - 3] : light[i];
            float right = x + 1 < width ? light[i + 3] : light[i];
            across[i] = middle * light[i] + side * (left + right);
        }
        float[] both = new float[light.length];
        int row = 3 * width;
        for (int i = 0; i < light.length; i++) {
            int y = i / row;
            float above = y > 0 ? across[i - row] : across[i];
            float below = y + 1 < height ? across[i + row] : across[i];
            both[i] = middle * across[i] + side * (above + below);
        }
        return both;
    }

    private float tone(float light) {
        double share = Math.sqrt(Math.min(1, Math.max(0, light / WHITE)));
        return curve[(int) (share * (LEVELS - 1))];
    }

    private byte level(float value, int x, int y, int channel) {
        int bits = Noise.bits(x, y, sensor.seed() + channel);
        double bell = ((bits & 0xFF) + (bits >>> 8 & 0xFF) + (bits >>> 16 & 0xFF) + (bits >>> 24) - 510) / 148.0;
        double clamped = Math.min(1, Math.max(0, value));
        double noise = sensor.grain() * bell * (0.4 + 1.2 * Math.sqrt(clamped * (1.1 - clamped)));
        return (byte) (int) (255 * Math.min(1, Math.max(0, clamped + noise)) + 0.5);
    }

    private static float[] curve(Sensor sensor) {
        float[] curve = new float[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            double share = (double) i / (LEVELS - 1);
            double light = WHITE * share * share;
            // Straight up to the middle tones, then a shoulder that reaches white late.
            double shoulder = light < 0.5 ? light : 1 - 0.25 / light;
            double display =
                    shoulder <= 0.0031308 ? 12.92 * shoulder : 1.055 * StrictMath.pow(shoulder, 1 / 2.4) - 0.055;
            double smooth = display * display * (3 - 2 * display);
            double bent = display + 0.6 * sensor.contrast() * (smooth - display);
            curve[i] = (float) (sensor.lift() + (1 - sensor.lift()) * bent);
        }
        return curve;
    }
}
