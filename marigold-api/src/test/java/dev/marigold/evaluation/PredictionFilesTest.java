package dev.marigold.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthSample;
import dev.marigold.dataset.GroundTruth;
import dev.marigold.error.InvalidImageException;
import dev.marigold.image.Colormap;
import dev.marigold.image.DepthWriter;
import dev.marigold.image.NpyFile;
import dev.marigold.image.RgbImage;
import dev.marigold.progress.Cancellation;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionFilesTest {
    private static final FloatTensor MAP = FloatTensor.copyOf(Shape.of(2, 3), 0, 0.25f, 0.5f, 0.75f, 1, 0.125f);
    private final DepthDataset dataset = new FakeDataset(2);
    private final DepthSample sample = dataset.sample(1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "room, 1/pred_1.npy",
                "room, 1/pred_1.png",
                "room, 1/rgb_1.npy",
                "room, 1/rgb_1_depth.npy",
                "room, 1/rgb_1_depth.png",
                "room, 1/rgb_1.png",
                "rgb_1.npy",
                "rgb_1_depth.npy",
                "rgb_1_depth.png",
                "rgb_1.png",
                "room, 1/rgb_1_depth_metric.npy",
                "rgb_1_depth_metric.npy"
            })
    void everyNameThatProgramsGiveIsFound(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        (name.endsWith(".npy") ? DepthWriter.npy() : DepthWriter.greyPng16()).write(MAP, file);

        FloatTensor read = PredictionFiles.of(folder, dataset).predict(sample, new Cancellation());

        assertThat(read.shape()).isEqualTo(MAP.shape());
        for (int i = 0; i < 6; i++) {
            assertThat(read.get(i)).isCloseTo(MAP.get(i), within(1f / 65535));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../truth/1", "/truth/1"})
    void filesOutsideTheFolderAreNoPredictions(String stem) throws IOException {
        Path truth = Files.createDirectories(folder.resolve("truth"));
        Path predictions = Files.createDirectories(folder.resolve("predictions"));
        DepthWriter.npy().write(MAP, truth.resolve("1.npy"));
        String inside = stem.startsWith("/") ? folder + stem : stem;
        DepthSample outsider = new NamedSample(inside + ".png", inside + ".npy");
        PredictionFiles files = PredictionFiles.of(predictions, dataset);

        assertThatThrownBy(() -> files.find(outsider)).isInstanceOf(FileNotFoundException.class);

        Path prediction = predictions.resolve("1.npy");
        DepthWriter.npy().write(MAP, prediction);
        assertThat(files.find(outsider)).isEqualTo(prediction);
    }

    @Test
    void filesThatTheDataSetReadsAreNoPredictions() throws IOException {
        Path picture = Files.writeString(folder.resolve("1.png"), "the picture");
        Path truth = Files.writeString(folder.resolve("1.npy"), "the truth");
        DepthSample beside = new NamedSample("1.png", "1.npy", List.of(picture, truth, folder.resolve("absent.npy")));
        PredictionFiles files = PredictionFiles.of(folder, dataset);

        assertThatThrownBy(() -> files.find(beside)).isInstanceOf(FileNotFoundException.class);

        DepthWriter.npy().write(MAP, folder.resolve("1_depth.npy"));
        assertThat(files.find(beside)).isEqualTo(folder.resolve("1_depth.npy"));
    }

    @Test
    void relativeDepthIsNotTakenForMetres() throws IOException {
        DepthWriter.npy().write(MAP, folder.resolve("rgb_1_depth.npy"));
        DepthWriter.greyPng16().write(MAP, folder.resolve("rgb_1.png"));
        PredictionFiles files = PredictionFiles.inMetres(folder, dataset);

        assertThatThrownBy(() -> files.find(sample))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("no prediction in " + folder
                        + ", looked for room, 1/pred_1.npy, room, 1/rgb_1_depth_metric.npy,"
                        + " room, 1/rgb_1_depth_mm.png, room, 1/rgb_1.npy, rgb_1_depth_metric.npy, rgb_1_depth_mm.png,"
                        + " rgb_1.npy");

        DepthWriter.npy().write(MAP, folder.resolve("rgb_1_depth_metric.npy"));
        assertThat(files.predict(sample, new Cancellation())).isEqualTo(MAP);
    }

    @Test
    void millimetresBecomeMetres() throws IOException {
        FloatTensor shares = FloatTensor.copyOf(Shape.of(1, 3), 0, 1500 / 65535f, 60_000 / 65535f);
        DepthWriter.greyPng16().write(shares, folder.resolve("rgb_1_depth_mm.png"));

        assertThat(PredictionFiles.inMetres(folder, dataset).predict(sample, new Cancellation()))
                .isEqualTo(FloatTensor.copyOf(Shape.of(1, 3), Float.NaN, 1.5f, 60));
    }

    /** A sample of which only the names are asked for. */
    private record NamedSample(String id, String predictionName, List<Path> sources) implements DepthSample {
        NamedSample(String id, String predictionName) {
            this(id, predictionName, List.of());
        }

        @Override
        public String group() {
            return "";
        }

        @Override
        public RgbImage image() {
            throw new UnsupportedOperationException();
        }

        @Override
        public GroundTruth groundTruth() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void theWorkingDirectoryMayHoldThem() throws IOException {
        // A file of the module, in which tests run.
        String file = "src/test/conformance/depth-v1-1/input.png";
        DepthSample there = new NamedSample(file, "none.npy");

        assertThat(PredictionFiles.of(Path.of("."), dataset).find(there)).isEqualTo(Path.of(".", file));
    }

    @Test
    void nameThatTwoPicturesShareIsOnlyTakenFromItsFolder() throws IOException {
        DepthDataset twins = new TwinDataset();
        DepthWriter.npy().write(MAP, folder.resolve("rgb.npy"));
        PredictionFiles files = PredictionFiles.of(folder, twins);

        assertThatThrownBy(() -> files.find(twins.sample(1)))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("no prediction in " + folder + ", looked for b/pred_rgb.npy, b/pred_rgb.png, b/rgb.npy,"
                        + " b/rgb_depth.npy, b/rgb_depth.png, b/rgb.png, b/rgb_depth_metric.npy, b/rgb_depth_mm.png");
    }

    @Test
    void publishedNameComesFirst() throws IOException {
        Files.createDirectories(folder.resolve("room, 1"));
        DepthWriter.npy().write(MAP, folder.resolve("rgb_1.npy"));
        DepthWriter.npy().write(MAP, folder.resolve("room, 1/pred_1.npy"));

        assertThat(PredictionFiles.of(folder, dataset).find(sample)).isEqualTo(folder.resolve("room, 1/pred_1.npy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2 3", "1 1 2 3", "2 3 1"})
    void axesOfLengthOneAreDropped(String extents) throws IOException {
        String[] parts = extents.split(" ");
        int[] shape = new int[parts.length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = Integer.parseInt(parts[i]);
        }
        NpyFile.write(MAP.reshape(Shape.of(shape)), folder.resolve("rgb_1.npy"));

        assertThat(PredictionFiles.of(folder, dataset).predict(sample, new Cancellation()))
                .isEqualTo(MAP);
    }

    @Test
    void severalMapsInOneFileAreRefused() throws IOException {
        Path file = folder.resolve("rgb_1.npy");
        NpyFile.write(FloatTensor.wrap(Shape.of(2, 2, 2), new float[8]), file);

        assertThatThrownBy(() -> PredictionFiles.of(folder, dataset).predict(sample, new Cancellation()))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " must hold one map [H, W] or [1, H, W], got [2, 2, 2]");
    }

    @Test
    void colouredMapIsRefused() throws IOException {
        Path file = folder.resolve("rgb_1.png");
        DepthWriter.colorPng(Colormap.spectral()).write(MAP, file);

        assertThatThrownBy(() -> PredictionFiles.of(folder, dataset).predict(sample, new Cancellation()))
                .isInstanceOf(InvalidImageException.class)
                .hasMessageStartingWith(file + " must be ");
    }

    @Test
    void missingPredictionNamesWhatWasLookedFor() throws IOException {
        PredictionFiles files = PredictionFiles.of(folder, dataset);

        assertThatThrownBy(() -> files.find(sample))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("no prediction in " + folder
                        + ", looked for room, 1/pred_1.npy, room, 1/pred_1.png, room, 1/rgb_1.npy,"
                        + " room, 1/rgb_1_depth.npy, room, 1/rgb_1_depth.png, room, 1/rgb_1.png, room, 1/rgb_1_depth_metric.npy,"
                        + " room, 1/rgb_1_depth_mm.png, rgb_1.npy, rgb_1_depth.npy, rgb_1_depth.png, rgb_1.png,"
                        + " rgb_1_depth_metric.npy, rgb_1_depth_mm.png");
    }

    @Test
    void folderThatIsNoneIsRefused() {
        Path file = folder.resolve("absent");

        assertThatThrownBy(() -> PredictionFiles.of(file, dataset))
                .isInstanceOf(NotDirectoryException.class)
                .hasMessage(file.toString());
    }

    @Test
    void rampGrowsFromTheBottomToTheTop() throws IOException {
        FloatTensor ramp = TrivialPredictor.VERTICAL_RAMP.predict(3, 2);

        assertThat(ramp).isEqualTo(FloatTensor.copyOf(Shape.of(3, 2), 1, 1, 0.5f, 0.5f, 0, 0));
        assertThat(TrivialPredictor.VERTICAL_RAMP
                        .predict(sample, new Cancellation())
                        .shape())
                .isEqualTo(Shape.of(FakeDataset.HEIGHT, FakeDataset.WIDTH));
    }

    @Test
    void constantDependsOnNothing() {
        assertThat(TrivialPredictor.CONSTANT.predict(1, 2)).isEqualTo(FloatTensor.copyOf(Shape.of(1, 2), 0.5f, 0.5f));
    }
}
