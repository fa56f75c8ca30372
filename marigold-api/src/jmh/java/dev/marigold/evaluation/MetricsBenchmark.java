package dev.marigold.evaluation;

import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time to align a prediction of 768 x 1024 pixels and take all metrics, on one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class MetricsBenchmark {
    private static final int HEIGHT = 768;
    private static final int WIDTH = 1024;
    private static final DepthRange RANGE = new DepthRange(1e-3f, 10);

    /** Name of the alignment. */
    @Param({"least_square", "least_square_disparity"})
    public String mode = "";

    private DepthAlignment alignment = DepthAlignment.of(AlignmentMode.NONE);
    private FloatTensor prediction = FloatTensor.wrap(Shape.of(0), new float[0]);
    private GroundTruth truth = new GroundTruth(FloatTensor.wrap(Shape.of(0, 0), new float[0]), PixelMask.all(0, 0));

    /** Draws a scene with a tenth of its pixels missing, and a noisy prediction. */
    @Setup
    public void draw() {
        alignment = DepthAlignment.of(AlignmentMode.ofId(mode));
        Random random = new Random(1);
        float[] depth = new float[HEIGHT * WIDTH];
        float[] predicted = new float[HEIGHT * WIDTH];
        boolean[] valid = new boolean[HEIGHT * WIDTH];
        for (int i = 0; i < depth.length; i++) {
            depth[i] = (float) (1 + 8.0 * (HEIGHT - 1 - i / WIDTH) / HEIGHT + 0.5 * Math.sin(i % WIDTH / 50.0));
            predicted[i] = (float) (depth[i] / 10 + 0.02 * random.nextGaussian());
            valid[i] = random.nextInt(10) > 0;
        }
        truth = new GroundTruth(FloatTensor.wrap(Shape.of(HEIGHT, WIDTH), depth), PixelMask.wrap(HEIGHT, WIDTH, valid));
        prediction = FloatTensor.wrap(Shape.of(HEIGHT, WIDTH), predicted);
    }

    /** Aligns it and takes the metrics. */
    @Benchmark
    public DepthScores alignAndMeasure() {
        return DepthScores.of(alignment.align(prediction, truth, RANGE).depth(), truth);
    }
}
