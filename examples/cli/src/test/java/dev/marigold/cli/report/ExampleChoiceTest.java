package dev.marigold.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.evaluation.DepthMetric;
import dev.marigold.evaluation.EvaluationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleChoiceTest {
    @TempDir
    Path folder;

    @Test
    void bestMiddleAndWorstAreChosen() throws IOException {
        assertThat(chosen("abs_relative_difference", 9, 1))
                .containsExactly("Best 0.npy", "Median 4.npy", "Worst 8.npy");
    }

    @Test
    void bestIsTheHighestAccuracy() throws IOException {
        assertThat(chosen("delta1_acc", 9, 1)).containsExactly("Best 8.npy", "Median 4.npy", "Worst 0.npy");
    }

    @Test
    void noPictureIsShownTwice() throws IOException {
        for (int pictures = 1; pictures < 12; pictures++) {
            assertThat(chosen("delta1_acc", pictures, 3))
                    .hasSize(Math.min(9, pictures))
                    .extracting(line -> line.split(" ")[1])
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void nothingIsShownOnDemand() throws IOException {
        assertThat(chosen("delta1_acc", 5, 0)).isEmpty();
    }

    /** Chooses among pictures whose metric is their number. */
    private List<String> chosen(String metric, int pictures, int perKind) throws IOException {
        StringBuilder table = new StringBuilder("filename," + metric + "\n");
        for (int i = 0; i < pictures; i++) {
            table.append(i + ".npy," + i + "\n");
        }
        Path file = Files.writeString(folder.resolve("per_sample_metrics.csv"), table);
        return ExampleChoice.of(EvaluationResult.read(file), DepthMetric.ofId(metric), perKind).entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().prediction())
                .toList();
    }
}
