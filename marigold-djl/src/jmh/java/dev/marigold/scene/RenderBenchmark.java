package dev.marigold.scene;

import java.util.EnumSet;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Scenes of 256 x 192 pixels rendered each second by two threads. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Threads(2)
@Warmup(iterations = 2, time = 8)
@Measurement(iterations = 3, time = 8)
public class RenderBenchmark {
    /** The default mix, or one kind of scenes. */
    @Param({"all", "room", "street"})
    public String kinds = "";

    private SceneGenerator generator = SceneGenerator.builder().build();
    private long index;

    /** Prepares the generator. */
    @Setup
    public void prepare() {
        EnumSet<SceneKind> chosen =
                kinds.equals("all") ? EnumSet.allOf(SceneKind.class) : EnumSet.of(SceneKind.ofId(kinds));
        generator = SceneGenerator.builder()
                .seed(Thread.currentThread().getId())
                .kinds(chosen)
                .build();
    }

    /** Renders the next scene. */
    @Benchmark
    public RenderedScene render() {
        return generator.render(index++);
    }
}
