package dev.marigold.onnx;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.MemoryMode;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One call of each network at the size of a 4:3 picture at processing resolution 768. Name a checkpoint of Stable Diffusion's size:
 * {@code -Dbench="StageBenchmark -p checkpoint=DIRECTORY"}; {@code marigold models random --config sd2} writes one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@Fork(1)
public class StageBenchmark {
    private static final int HEIGHT = 576;
    private static final int WIDTH = 768;

    /** The checkpoint's directory. */
    @Param("")
    public String checkpoint;

    /** Compute threads; 0 for one on each core. */
    @Param("0")
    public int threads;

    private DiffusionBackend backend;
    private FloatTensor image;
    private FloatTensor latents;
    private FloatTensor target;

    /** Opens the checkpoint. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        if (checkpoint.isEmpty()) {
            throw new IllegalArgumentException("Name a checkpoint: -p checkpoint=DIRECTORY");
        }
        Checkpoint opened = Checkpoint.open(Path.of(checkpoint));
        BackendOptions options = BackendOptions.builder()
                .threads(threads)
                .memoryMode(MemoryMode.DEFAULT)
                .build();
        backend = new OnnxBackendProvider().open(opened, options);
        int factor = opened.autoencoder().downscaling();
        image = noise(Shape.of(1, 3, HEIGHT, WIDTH));
        latents = noise(Shape.of(1, opened.unet().inChannels(), HEIGHT / factor, WIDTH / factor));
        target = noise(Shape.of(1, opened.autoencoder().latentChannels(), HEIGHT / factor, WIDTH / factor));
    }

    private static FloatTensor noise(Shape shape) {
        Random random = new Random(1);
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() / 3;
        }
        return FloatTensor.wrap(shape, values);
    }

    /** Releases the checkpoint. */
    @TearDown(Level.Trial)
    public void close() {
        backend.close();
    }

    /** Picture to latent. */
    @Benchmark
    public FloatTensor encode() {
        return backend.encode(image);
    }

    /** One evaluation of the denoising network. */
    @Benchmark
    public FloatTensor denoise() {
        return backend.denoise(latents, 499);
    }

    /** Latent to picture. */
    @Benchmark
    public FloatTensor decode() {
        return backend.decode(target);
    }
}
