package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthRange;
import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.evaluation.DepthMetric;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import dev.marigold.training.data.TrainingSize;
import dev.marigold.training.objective.Denoising;
import dev.marigold.training.optimizer.LearningRate;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What validation leaves in the folder of a run: a table, and pictures beside what was predicted for them and what is true. */
class ValidationFilesTest {
    @TempDir
    Path folder;

    private final List<ValidationResult> results = new ArrayList<>();

    private Trainer.Builder training(String run) {
        return training(run, new MemoryDataset("held-out", 3));
    }

    private Trainer.Builder training(String run, DepthDataset heldOut) {
        return Trainer.builder(folder.resolve("start"), Denoising.published(), folder.resolve(run))
                .dataset(new MemoryDataset("data", 4), 1)
                .sizes(List.of(new TrainingSize(16, 16)))
                .batchSize(1)
                .accumulation(1)
                .learningRate(1e-3, LearningRate.constant())
                .threads(1)
                .updates(5)
                .validation(Validation.builder(heldOut)
                        .every(2)
                        .steps(1)
                        .processingResolution(16)
                        .previews(2)
                        .build());
    }

    private Trainer.Builder heard(Trainer.Builder training) {
        return training.listener(new TrainingListener() {
            @Override
            public void validated(ValidationResult result) {
                results.add(result);
            }
        });
    }

    @Test
    void previewsAndMetricsAreWritten() throws IOException {
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(folder.resolve("start"));
        heard(training("run")).build().run();

        assertMetrics(Files.readAllLines(folder.resolve("run/validation.csv")));
        assertPreviews(folder.resolve("run/previews"));

        Interruption.resumedAfter(3, () -> training("parts"), folder.resolve("parts"));

        assertThat(folder.resolve("parts/validation.csv")).hasSameBinaryContentAs(folder.resolve("run/validation.csv"));
        for (String preview : previews(folder.resolve("run/previews"))) {
            assertThat(folder.resolve("parts/previews").resolve(preview))
                    .hasSameBinaryContentAs(folder.resolve("run/previews").resolve(preview));
        }
    }

    @Test
    void picturesThatCannotBeJudgedAreCountedAndNotDrawn() throws IOException {
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(folder.resolve("start"));

        heard(training("run", new Damaged(new MemoryDataset("held-out", 3))).updates(1))
                .build()
                .run();

        assertThat(results).singleElement().extracting(ValidationResult::failed).isEqualTo(1);
        assertThat(previews(folder.resolve("run/previews"))).containsExactly("update-00000001-01.png");
        assertThat(Files.readAllLines(folder.resolve("run/validation.csv")).get(1))
                .endsWith(",1");
    }

    @Test
    void aValidationInWhichNothingCanBeJudgedDoesNotStopTheTraining() throws IOException {
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(folder.resolve("start"));

        heard(training("run", new Damaged(new MemoryDataset("held-out", 1))).updates(3))
                .build()
                .run();

        assertThat(results).hasSize(2).allSatisfy(result -> {
            assertThat(result.failed()).isEqualTo(1);
            assertThat(result.means().values()).hasSize(10).containsOnly(Double.NaN);
        });
        assertThat(Files.readAllLines(folder.resolve("run/validation.csv")))
                .hasSize(3)
                .last(STRING)
                .startsWith("3,held-out,NaN,")
                .endsWith(",NaN,1");
    }

    /** A data set whose first sample's depth is smaller than its picture. */
    private record Damaged(DepthDataset whole) implements DepthDataset {
        @Override
        public String name() {
            return whole.name();
        }

        @Override
        public DepthRange range() {
            return whole.range();
        }

        @Override
        public int size() {
            return whole.size();
        }

        @Override
        public DepthSample sample(int index) {
            return index == 0 ? new Cut(whole.sample(0)) : whole.sample(index);
        }

        @Override
        public void close() throws IOException {
            whole.close();
        }
    }

    private record Cut(DepthSample whole) implements DepthSample {
        @Override
        public String id() {
            return whole.id();
        }

        @Override
        public String group() {
            return whole.group();
        }

        @Override
        public String predictionName() {
            return whole.predictionName();
        }

        @Override
        public RgbImage image() throws IOException {
            return whole.image();
        }

        @Override
        public GroundTruth groundTruth() {
            return new GroundTruth(FloatTensor.copyOf(Shape.of(1, 2), 1, 2), PixelMask.all(1, 2));
        }
    }

    @Test
    void aValidationWithoutPicturesIsRefused() {
        assertThatThrownBy(() -> Validation.builder(new MemoryDataset("held-out", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data set 'held-out' of a validation must have samples, got none");
    }

    private void assertMetrics(List<String> lines) {
        List<String> header = Arrays.asList(lines.get(0).split(","));
        assertThat(header.subList(0, 2)).containsExactly("update", "dataset");
        assertThat(header)
                .contains("abs_relative_difference", "delta1_acc")
                .endsWith("failed")
                .hasSize(3 + results.get(0).means().size());
        assertThat(lines).hasSize(4);
        assertThat(results).hasSize(3);
        for (int i = 0; i < 3; i++) {
            String[] row = lines.get(i + 1).split(",");
            assertThat(row[0]).isEqualTo(List.of("2", "4", "5").get(i));
            assertThat(row[1]).isEqualTo("held-out");
            assertThat(row[header.indexOf("abs_relative_difference")])
                    .isEqualTo("%.6f", results.get(i).means().get(DepthMetric.ABS_RELATIVE_DIFFERENCE));
            assertThat(row[header.indexOf("failed")]).isEqualTo("0");
        }
    }

    private static void assertPreviews(Path previews) throws IOException {
        assertThat(previews(previews))
                .containsExactly(
                        "update-00000002-00.png",
                        "update-00000002-01.png",
                        "update-00000004-00.png",
                        "update-00000004-01.png",
                        "update-00000005-00.png",
                        "update-00000005-01.png");
        BufferedImage drawn =
                ImageIO.read(previews.resolve("update-00000005-01.png").toFile());
        assertThat(drawn.getWidth()).isEqualTo(3 * 24);
        assertThat(drawn.getHeight()).isEqualTo(20);
        int picture = new MemoryDataset("held-out", 3).sample(1).image().rgb8(5, 7);
        assertThat(drawn.getRGB(5, 7) & 0xffffff).isEqualTo(picture & 0xffffff);
        // Depth grows from top to bottom, and far is blue.
        assertThat(blueness(drawn, 19)).isGreaterThan(blueness(drawn, 0));
    }

    /** Returns how much more blue than red a row of the true depth is. */
    private static int blueness(BufferedImage drawn, int y) {
        int sum = 0;
        for (int x = 48; x < 72; x++) {
            int rgb = drawn.getRGB(x, y);
            sum += (rgb & 0xff) - (rgb >> 16 & 0xff);
        }
        return sum;
    }

    private static List<String> previews(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
