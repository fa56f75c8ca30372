package dev.marigold.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.evaluation.DepthMetric;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossLogTest {
    private static final int CURVE = 0xff1f5fa8;

    @TempDir
    Path folder;

    private static TrainingProgress progress(long update, double loss) {
        return new TrainingProgress(
                update, 10, loss, Map.of("l1", loss / 2), 1.5, 1e-3, Duration.ofSeconds(update), Duration.ZERO);
    }

    @Test
    void whatCameAfterTheCheckpointIsTakenOut() throws IOException {
        LossLog log = LossLog.open(folder, 0);
        for (int i = 1; i <= 4; i++) {
            log.append(progress(i, 1.0 / i));
        }

        LossLog.open(folder, 2);

        assertThat(folder.resolve("losses.csv")).hasContent("""
                        update,loss,gradient_norm,learning_rate,seconds,parts
                        1,1.0,1.50000,0.00100000,1.0,l1=0.500000
                        2,0.5,1.50000,0.00100000,2.0,l1=0.250000
                        """);
    }

    @Test
    void aLineThatWasCutOffIsTakenOut() throws IOException {
        LossLog log = LossLog.open(folder, 0);
        log.append(progress(1, 1));
        Files.writeString(folder.resolve("losses.csv"), Files.readString(folder.resolve("losses.csv")) + "2");

        LossLog.open(folder, 5);

        assertThat(Files.readAllLines(folder.resolve("losses.csv"))).hasSize(2);
    }

    @Test
    void aLineThatWasCutOffWithinAValueIsTakenOut() throws IOException {
        LossLog log = LossLog.open(folder, 0);
        log.append(progress(1, 1));
        Files.writeString(folder.resolve("losses.csv"), Files.readString(folder.resolve("losses.csv")) + "2,0.5,1.");

        LossLog.open(folder, 5);

        assertThat(Files.readAllLines(folder.resolve("losses.csv"))).hasSize(2);
    }

    @Test
    void aFileThatIsNoTextIsNamed() throws IOException {
        Path file = folder.resolve("losses.csv");
        Files.write(file, new byte[] {(byte) 0xff});

        assertThatThrownBy(() -> LossLog.open(folder, 5))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " must be text in UTF-8, got something else");
    }

    private static ValidationResult validation(long update) {
        return new ValidationResult(
                update, "scenes", Map.of(DepthMetric.DELTA1, 0.5, DepthMetric.ABS_RELATIVE_DIFFERENCE, 0.25), 3);
    }

    @Test
    void validationsAreLogged() throws IOException {
        LossLog log = LossLog.open(folder, 0);

        log.validated(validation(500));
        log.validated(validation(1000));

        assertThat(folder.resolve("validation.csv")).hasContent("""
                        update,dataset,abs_relative_difference,delta1_acc,failed
                        500,scenes,0.250000,0.500000,3
                        1000,scenes,0.250000,0.500000,3
                        """);
        assertThat(log.hasValidation(500)).isTrue();
        assertThat(log.hasValidation(50)).isFalse();
    }

    @Test
    void namesWithCommasAreOneField() throws IOException {
        LossLog log = LossLog.open(folder, 0);

        log.validated(new ValidationResult(1, "a,\"b\"", Map.of(DepthMetric.DELTA1, 0.5), 0));

        assertThat(folder.resolve("validation.csv")).hasContent("""
                        update,dataset,delta1_acc,failed
                        1,"a,""b\""",0.500000,0
                        """);
    }

    @Test
    void validationsAfterTheCheckpointAreTakenOut() throws IOException {
        LossLog log = LossLog.open(folder, 0);
        log.validated(validation(500));
        log.validated(validation(1000));

        LossLog resumed = LossLog.open(folder, 999);

        assertThat(resumed.hasValidation(500)).isTrue();
        assertThat(resumed.hasValidation(1000)).isFalse();
        assertThat(Files.readAllLines(folder.resolve("validation.csv"))).hasSize(2);
    }

    @Test
    void aValidationThatWasCutOffIsNone() throws IOException {
        LossLog log = LossLog.open(folder, 0);
        log.validated(validation(500));
        Path file = folder.resolve("validation.csv");
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.indexOf("500,") + 4));

        LossLog resumed = LossLog.open(folder, 500);

        assertThat(resumed.hasValidation(500)).isFalse();
        resumed.validated(validation(500));
        assertThat(file).hasContent(whole);
    }

    @Test
    void aHeaderThatWasCutOffIsWrittenAgain() throws IOException {
        Path file = folder.resolve("validation.csv");
        Files.writeString(file, "update,data");

        LossLog resumed = LossLog.open(folder, 500);
        resumed.validated(validation(1000));

        assertThat(Files.readAllLines(file)).hasSize(2).first().asString().startsWith("update,dataset,");
    }

    @Test
    void lossesAreDrawn() throws IOException {
        LossLog log = LossLog.open(folder, 0);
        log.append(progress(1, 1));
        log.append(progress(2, Double.NaN));
        log.append(progress(3, 0.1));

        log.plot();

        BufferedImage plot = ImageIO.read(folder.resolve("losses.png").toFile());
        List<Integer> heights = curve(plot);
        assertThat(plot.getWidth()).isEqualTo(900);
        assertThat(heights).hasSizeGreaterThan(700).isSorted();
        assertThat(heights.get(heights.size() - 1) - heights.get(0)).isGreaterThan(plot.getHeight() / 4);
    }

    /** Returns the uppermost row of the curve in each column that has it, from the left. */
    private static List<Integer> curve(BufferedImage plot) {
        List<Integer> heights = new ArrayList<>();
        for (int column = 0; column < plot.getWidth(); column++) {
            int x = column;
            IntStream.range(0, plot.getHeight())
                    .filter(row -> plot.getRGB(x, row) == CURVE)
                    .findFirst()
                    .ifPresent(heights::add);
        }
        return heights;
    }
}
