package dev.marigold.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.DepthEstimator;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.image.RgbImage;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.prediction.MemberViews;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checkpoint that is used when none is named. */
class BundledCheckpointTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;
    private static final long LARGEST = 16_000_000;

    @Test
    void depthIsEstimatedWithNothingConfigured() throws IOException {
        try (DepthEstimator estimator = DepthEstimator.builder().build()) {
            DepthPrediction prediction = estimator.estimate(corridor());

            assertThat(prediction.width()).isEqualTo(WIDTH);
            assertThat(prediction.height()).isEqualTo(HEIGHT);
            float end = prediction.depthAt(WIDTH / 2, HEIGHT / 2);
            assertThat(end).as("end of the corridor").isBetween(0f, 1f);
            assertThat(prediction.depthAt(WIDTH / 2, HEIGHT - 5)).as("floor").isLessThan(end - 0.2f);
            assertThat(prediction.depthAt(5, HEIGHT / 2)).as("left wall").isLessThan(end - 0.2f);
            assertThat(prediction.depthAt(WIDTH - 5, HEIGHT / 2))
                    .as("right wall")
                    .isLessThan(end - 0.2f);
        }
    }

    @Test
    void membersDisagreeALittle() throws IOException {
        try (DepthEstimator estimator = DepthEstimator.builder().ensembleSize(4).build()) {
            DepthPrediction prediction = estimator.estimate(corridor());

            float[] deviations = prediction.uncertainty().orElseThrow().toArray();
            assertThat(IntStream.range(0, deviations.length)).anyMatch(i -> deviations[i] > 0);
        }
    }

    @Test
    void itIsSmall() throws IOException {
        try (DepthEstimator estimator = DepthEstimator.builder().build();
                Stream<Path> files = Files.walk(estimator.checkpoint().directory())) {
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();

            assertThat(bytes).isBetween(1_000_000L, LARGEST);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = WeightVariant.class,
            names = {"ANY", "FP32"})
    void theUsualVariantsAreThere(WeightVariant variant) throws IOException {
        try (DepthEstimator estimator =
                DepthEstimator.builder().variant(variant).build()) {
            assertThat(estimator.checkpoint().pipeline().defaultSteps()).hasValue(1);
            assertThat(estimator.defaults().memberViews()).isEqualTo(MemberViews.MIRRORED);
        }
    }

    /** A corridor with a tiled floor, seen along its middle, light at its end. */
    private static RgbImage corridor() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        int slices = 24;
        for (int i = 0; i < slices; i++) {
            double near = 1 / (1 + 0.35 * i);
            double far = 1 / (1 + 0.35 * (i + 1));
            int light = 70 + 6 * i;
            brush.setColor(new Color(light, light, light - 10));
            fill(brush, -near, -near, near, -near, far, -far, -far, -far);
            brush.setColor(new Color(light, light - 20, light - 45));
            fill(brush, -near, -near, -near, near, -far, far, -far, -far);
            fill(brush, near, -near, near, near, far, far, far, -far);
            brush.setColor(i % 2 == 0 ? new Color(light, light - 10, 60) : new Color(light / 2, light / 2, 50));
            fill(brush, -near, near, near, near, far, far, -far, far);
        }
        brush.dispose();
        return RgbImage.of(image);
    }

    private static void fill(Graphics2D brush, double... corners) {
        Polygon area = new Polygon();
        for (int i = 0; i < corners.length; i += 2) {
            area.addPoint((int) Math.round(WIDTH / 2.0 * (1 + corners[i])), (int)
                    Math.round(HEIGHT / 2.0 * (1 + corners[i + 1])));
        }
        brush.fill(area);
    }
}
