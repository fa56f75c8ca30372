package dev.marigold.training;

import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.objective.AutoencoderRole;
import dev.marigold.training.objective.Denoising;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.objective.Objective;
import dev.marigold.training.objective.StartLatent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An update of a training: seconds, with its share of opening the networks and of writing the checkpoint. Name what it starts from:
 * {@code -Dbench="TrainingStepBenchmark -p checkpoint=DIRECTORY"}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(3)
public class TrainingStepBenchmark {
    private static final int UPDATES = 20;

    /** The checkpoint's directory. */
    @Param("")
    public String checkpoint;

    /** What is minimised. */
    @Param({"denoising", "end-to-end"})
    public String objective = "";

    /** What networks compute in. */
    @Param("bf16")
    public String precision = "";

    /** Samples of an update. */
    @Param("32")
    public int batch;

    private Path folder;

    /** Makes the folder of the run. */
    @Setup(Level.Trial)
    public void prepare() throws IOException {
        if (checkpoint.isEmpty()) {
            throw new IllegalArgumentException("Name a checkpoint: -p checkpoint=DIRECTORY");
        }
        folder = Files.createTempDirectory("training-step");
    }

    /** Trains. */
    @Benchmark
    @OperationsPerInvocation(UPDATES)
    public TrainingResult train() throws IOException {
        Objective minimised = objective.equals("denoising")
                ? Denoising.published()
                : EndToEnd.builder()
                        .start(StartLatent.GAUSSIAN)
                        .relativeWeight(0.5)
                        .gradientWeight(0.2)
                        .autoencoder(AutoencoderRole.TRAINED)
                        .build();
        return Trainer.builder(Path.of(checkpoint), minimised, folder.resolve("run"))
                .dataset(new MemoryDataset("noise", 100), 1)
                .sizes(List.of(new TrainingSize(128, 96)))
                .batchSize(batch)
                .accumulation(1)
                .precision(precision)
                .updates(UPDATES)
                .build()
                .run();
    }

    /** Deletes the run. */
    @TearDown(Level.Trial)
    public void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
