package dev.marigold.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.error.InvalidImageException;
import dev.marigold.tensor.PixelMask;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexDatasetTest {
    /** The columns that indexes of measured photographs have. */
    private static final String HEADER =
            "dataset,rgb,gt,kind,scale_to_metres_or_1,invalid,min,max,width,height,valid_frac,licence,source_repo";

    private static final String ROW =
            "redwood,redwood/a.png,redwood/a.depth.png,depth,0.001,0,0.955,2.702,4,3,0.8696,\"research, with citation\",x/y";

    private Miniature files;
    private Path index;

    @BeforeEach
    void writeFiles(@TempDir Path root) throws IOException {
        files = new Miniature(root)
                .picture("redwood/a.png", 4, 3)
                .grey16("redwood/a.depth.png", 4, 3, (x, y) -> 955 * (x + y));
        index = files.base().resolve("index.csv");
        write(HEADER, ROW);
    }

    @Test
    void aSampleIsReadInMetres() throws IOException {
        DepthSample sample = IndexDataset.open(index).sample(0);

        GroundTruth truth = sample.groundTruth();

        assertThat(truth.depth().get(1)).isEqualTo(0.955f);
        assertThat(truth.depth().get(11)).isEqualTo(4.775f);
        assertThat(truth.valid().count()).isEqualTo(11);
        assertThat(truth.valid().get(0)).isFalse();
        assertThat(sample.image().width()).isEqualTo(4);
    }

    @Test
    void aSampleIsNamedByItsRow() throws IOException {
        IndexDataset dataset = IndexDataset.open(index);

        DepthSample sample = dataset.sample(0);

        assertThat(dataset.name()).isEqualTo("base");
        assertThat(sample.id()).isEqualTo("redwood/a.png");
        assertThat(sample.group()).isEqualTo("redwood");
        assertThat(sample.predictionName()).isEqualTo("redwood/a.npy");
    }

    @Test
    void columnsMayComeInAnyOrderAndFew() throws IOException {
        write("gt,rgb", "redwood/a.depth.png,redwood/a.png");

        DepthSample sample = IndexDataset.builder(index).name("mine").build().sample(0);

        assertThat(sample.group()).isEqualTo("mine");
        assertThat(sample.groundTruth().depth().get(1)).isEqualTo(955);
    }

    @Test
    void disparityBecomesDepth() throws IOException {
        files.grey16("redwood/a.depth.png", 4, 3, (x, y) -> 4 * x);
        write("rgb,gt,kind,scale_to_metres_or_1", "redwood/a.png,redwood/a.depth.png,disparity,0.125");

        GroundTruth truth = IndexDataset.open(index).sample(0).groundTruth();

        assertThat(truth.depth().get(1)).isEqualTo(2);
        assertThat(truth.depth().get(2)).isEqualTo(1);
        assertThat(truth.valid().count()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({"-1, 4", "nan, 4", "'', 4", "2, 3"})
    void numpyMapsAreReadAndInvalidNumbersLeftOut(String invalid, int valid) throws IOException {
        files.npy("redwood/a.npy", Shape.of(2, 4), 1, 2, 3, 4, -1, 0, Float.NaN, Float.POSITIVE_INFINITY);
        write("rgb,gt,invalid", "redwood/a.png,redwood/a.npy," + invalid);

        GroundTruth truth = IndexDataset.open(index).sample(0).groundTruth();

        assertThat(truth.valid().count()).isEqualTo(valid);
    }

    @Test
    void depthsOutsideTheRangeDoNotCount() throws IOException {
        write("rgb,gt,scale_to_metres_or_1", "redwood/a.png,redwood/a.depth.png,0.001");

        IndexDataset near = IndexDataset.builder(index)
                .range(new DepthRange(0.955f, 2.865f))
                .build();

        assertThat(near.range()).isEqualTo(new DepthRange(0.955f, 2.865f));
        assertThat(near.sample(0).groundTruth().valid()).isEqualTo(PixelMask.wrap(3, 4, new boolean[] {
            false, false, true, false, false, true, false, false, true, false, false, false
        }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rgb,gt|,b.png|rgb must be a path relative to the index, got ''",
                "rgb,gt|a.png,|gt must be a path relative to the index, got ''",
                "rgb|a.png|the first row must name a column gt, separated by commas, got [rgb]",
                "rgb;gt|a.png;b.png|the first row must name a column rgb, separated by commas, got [rgb;gt]",
                "rgb,gt|/a.png,b.png|rgb must be a path relative to the index, got '/a.png'",
                "rgb,gt|a.png,b\0.png|gt must be a path that the system can name (Nul character not allowed), got 'b\0.png'",
                "rgb,gt|a.png,b.exr|gt must end in one of [.png, .npy], got 'b.exr'",
                "rgb,gt,kind|a.png,b.png,normals|kind must be one of [depth, disparity], got 'normals'",
                "rgb,gt,scale_to_metres_or_1|a.png,b.png,0|scale_to_metres_or_1 must be a finite number above 0, got '0'",
                "rgb,gt,invalid|a.png,b.png,black|invalid must be a number, got 'black'",
                "rgb,gt,width|a.png,b.png,1.5|width must be a whole number, got '1.5'"
            })
    void aBadRowIsRefusedWithItsLineAndRule(String header, String row, String rule) throws IOException {
        write(header, row);

        assertThatThrownBy(() -> IndexDataset.open(index))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(index + " line 2: " + rule);
    }

    @Test
    void aColumnThatIsNamedTwiceIsRefused() throws IOException {
        write("rgb,gt,gt", "a.png,b.png,c.png");

        assertThatThrownBy(() -> IndexDataset.open(index))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(index + " line 1 must name each column once, got gt again");
    }

    @Test
    void aRowOfTooFewValuesIsRefused() throws IOException {
        write(HEADER, ROW, "", "redwood,redwood/b.png");

        assertThatThrownBy(() -> IndexDataset.open(index))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessageStartingWith(index + " line 4 must be a row of CSV: ");
    }

    @Test
    void aRowOfTooManyValuesIsRefused() throws IOException {
        write("rgb,gt", "a.png,b.png", "a.png,b.png,c.png");

        assertThatThrownBy(() -> IndexDataset.open(index))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessageStartingWith(index + " line 3 must be a row of CSV: ");
    }

    @Test
    void twoPicturesWithOnePredictionAreRefused() throws IOException {
        write("rgb,gt", "a.png,b.png", "a.jpg,b.png");

        assertThatThrownBy(() -> IndexDataset.open(index))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(index + " line 3: rgb must differ in more than its extension from " + index
                        + " line 2, got 'a.jpg'");
    }

    @Test
    void anIndexWithoutRowsIsRefused() throws IOException {
        write(HEADER);

        assertThatThrownBy(() -> IndexDataset.open(index))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(index + " must have at least one row below its header, got none");
    }

    @Test
    void anIndexWithoutAHeaderIsRefused() throws IOException {
        write("");

        assertThatThrownBy(() -> IndexDataset.open(index))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessageStartingWith(index + " line 1 must be a row of CSV: ");
    }

    @Test
    void anotherSizeThanTheIndexSaysIsRefused() throws IOException {
        files.grey16("redwood/a.depth.png", 8, 6, (x, y) -> 1).picture("redwood/a.png", 3, 4);
        DepthSample sample = IndexDataset.open(index).sample(0);

        assertThatThrownBy(sample::groundTruth)
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(files.base().resolve("redwood/a.depth.png")
                        + " must have 4x3 pixels as its index says, got 8x6");
        assertThatThrownBy(sample::image)
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(files.base().resolve("redwood/a.png") + " must have 4x3 pixels as its index says, got 3x4");
    }

    @ParameterizedTest
    @CsvSource({"4, '', a width of 4 pixels", "'', 3, a height of 3 pixels"})
    void anotherEdgeThanTheIndexSaysIsRefusedByThatEdge(String width, String height, String rule) throws IOException {
        write("rgb,gt,width,height", "redwood/a.png,redwood/a.depth.png," + width + "," + height);
        files.picture("redwood/a.png", 8, 6);

        assertThatThrownBy(() -> IndexDataset.open(index).sample(0).image())
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(
                        files.base().resolve("redwood/a.png") + " must have " + rule + " as its index says, got 8x6");
    }

    @ParameterizedTest
    @CsvSource({
        "redwood/a.depth.png, depth, 0.002, 0",
        "redwood/a.depth.png, disparity, 0.001, 0",
        "redwood/a.depth.png, depth, 0.001, 65535",
        "redwood/b.depth.png, depth, 0.001, 0"
    })
    void settingsChangeWithWhatTheRowsMean(String map, String kind, String scale, String invalid) throws IOException {
        String header = "rgb,gt,kind,scale_to_metres_or_1,invalid";
        write(header, "redwood/a.png,redwood/a.depth.png,depth,0.001,0");
        Map<String, String> before = IndexDataset.open(index).settings();
        write(header, String.join(",", "redwood/a.png", map, kind, scale, invalid));

        Map<String, String> after = IndexDataset.open(index).settings();

        assertThat(before).containsOnlyKeys("rows");
        assertThat(after).containsOnlyKeys("rows").isNotEqualTo(before);
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        Files.delete(files.base().resolve("redwood/a.depth.png"));
        DepthSample sample = IndexDataset.open(index).sample(0);

        assertThatThrownBy(sample::groundTruth)
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(files.base().resolve("redwood/a.depth.png").toString());
    }

    @Test
    void aDamagedPictureIsNamed() throws IOException {
        files.file("redwood/a.png", "no picture".getBytes(StandardCharsets.UTF_8));
        DepthSample sample = IndexDataset.open(index).sample(0);

        assertThatThrownBy(sample::image)
                .isInstanceOf(InvalidImageException.class)
                .hasMessageStartingWith(files.base().resolve("redwood/a.png") + " must be a PNG");
    }

    private void write(String... lines) throws IOException {
        Files.write(index, List.of(lines));
    }
}
