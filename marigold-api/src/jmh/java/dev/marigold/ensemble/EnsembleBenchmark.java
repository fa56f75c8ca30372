package dev.marigold.ensemble;

import dev.marigold.prediction.AffineInvariance;
import dev.marigold.spi.EnsembleResult;
import dev.marigold.spi.Ensembler;
import dev.marigold.spi.EnsemblerProvider;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.List;
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

/** Time to merge members of 576 x 768 pixels, with uncertainty. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class EnsembleBenchmark {
    private static final int HEIGHT = 576;
    private static final int WIDTH = 768;

    /** Id of the strategy. */
    @Param({"least-squares", "reference", "median", "mean"})
    public String strategy = "";

    /** Number of members. */
    @Param("10")
    public int memberCount;

    /** Share of the picture, from above, that all members see as far as can be: a sky. */
    @Param({"0", "0.5"})
    public double sky;

    private Ensembler ensembler = (members, invariance) -> new EnsembleResult(members, members);
    private FloatTensor members = FloatTensor.wrap(Shape.of(0), new float[0]);

    /** Draws the members: one smooth scene, differently scaled and shifted, with noise and outliers. */
    @Setup
    public void draw() {
        List<EnsemblerProvider> providers = List.of(
                new LeastSquaresEnsemblerProvider(),
                new ReferenceEnsemblerProvider(),
                new MedianEnsemblerProvider(),
                new MeanEnsemblerProvider());
        ensembler = providers.stream()
                .filter(provider -> provider.id().equals(strategy))
                .findAny()
                .orElseThrow()
                .create();
        Random random = new Random(1);
        float[] values = new float[memberCount * HEIGHT * WIDTH];
        for (int member = 0; member < memberCount; member++) {
            double scale = 0.5 + 0.45 * random.nextDouble();
            double shift = (1 - scale) * random.nextDouble();
            for (int pixel = 0; pixel < HEIGHT * WIDTH; pixel++) {
                boolean isSky = pixel < sky * HEIGHT * WIDTH;
                double depth = isSky ? 1 : scale * scene(pixel) + shift + 0.01 * random.nextGaussian();
                double value = random.nextDouble() < 0.005 ? random.nextDouble() : depth;
                values[member * HEIGHT * WIDTH + pixel] = (float) Math.min(1, Math.max(0, value));
            }
        }
        members = FloatTensor.wrap(Shape.of(memberCount, HEIGHT, WIDTH), values);
    }

    /** Merges them. */
    @Benchmark
    public EnsembleResult merge() {
        return ensembler.ensemble(members, AffineInvariance.SCALE_AND_SHIFT);
    }

    private static double scene(int pixel) {
        double x = pixel % WIDTH / (double) WIDTH;
        int row = pixel / WIDTH;
        double y = row / (double) HEIGHT;
        double plane = 0.3 + 0.55 * (1 - y) + 0.1 * Math.sin(6 * x) * Math.cos(4 * y);
        boolean object = (x - 0.3) * (x - 0.3) + (y - 0.6) * (y - 0.6) < 0.02;
        return object ? plane * 0.4 : plane;
    }
}
