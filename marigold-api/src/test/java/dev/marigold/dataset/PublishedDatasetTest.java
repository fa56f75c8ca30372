package dev.marigold.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.error.InvalidImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all layouts share. */
class PublishedDatasetTest {
    private Miniature files;
    private Path list;

    @BeforeEach
    void writeFiles(@TempDir Path root) throws IOException {
        files = new Miniature(root).picture("a.png", 4, 3).grey16("a.depth.png", 4, 3, (x, y) -> 1500);
        list = files.list("a.png a.depth.png");
    }

    @Test
    void theNameIsThatOfItsSamples() throws IOException {
        PublishedDataset dataset = PublishedDataset.builder(PublishedLayout.SCANNET, files.base(), list)
                .name("scannet-small")
                .build();

        assertThat(dataset.name()).isEqualTo("scannet-small");
        assertThat(dataset.sample(0).group()).isEqualTo("scannet-small");
        assertThat(dataset).hasToString("PublishedDataset[scannet-small, SCANNET, 1 samples]");
    }

    @Test
    void aBlankNameIsRefused() {
        PublishedDataset.Builder builder = PublishedDataset.builder(PublishedLayout.SCANNET, files.base(), list);

        assertThatThrownBy(() -> builder.name(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name must not be blank, got ' '");
    }

    @Test
    void laterChangesToTheBuilderDoNotShow() throws IOException {
        PublishedDataset.Builder builder = PublishedDataset.builder(PublishedLayout.SCANNET, files.base(), list);
        PublishedDataset dataset = builder.build();

        builder.name("other");

        assertThat(dataset.name()).isEqualTo("scannet");
    }

    @Test
    void settingsAreWhatIsReadOfThePictures() throws IOException {
        PublishedDataset.Builder builder = PublishedDataset.builder(PublishedLayout.NYUV2, files.base(), list);

        assertThat(builder.build().settings())
                .containsAllEntriesOf(Map.of("layout", "nyuv2", "crop", "NONE", "valid_area", "EIGEN"))
                .containsOnlyKeys("layout", "crop", "valid_area", "rows");
        assertThat(builder.validArea(ValidArea.WHOLE)
                        .crop(PictureCrop.KITTI_BENCHMARK)
                        .build()
                        .settings())
                .containsAllEntriesOf(Map.of("layout", "nyuv2", "crop", "KITTI_BENCHMARK", "valid_area", "WHOLE"));
    }

    @Test
    void depthsOfAnotherColumnAreOtherSettings() throws IOException {
        String first = rows("a.png a.depth.png 518.8", "b.png None 1");

        assertThat(rows("a.png a.depth.png 518.8")).isEqualTo(first);
        assertThat(rows("a.png other.depth.png 518.8")).isNotEqualTo(first);
        assertThat(rows("a.png a.depth.png 519.8")).isNotEqualTo(first);
    }

    @Test
    void sourcesAreTheFilesThatAreRead() throws IOException {
        Path base = files.base();

        assertThat(source(PublishedLayout.KITTI, "a.png a.depth.png 518.8"))
                .containsExactly(base.resolve("a.png"), base.resolve("a.depth.png"));
        assertThat(source(PublishedLayout.DIODE, "a.png a.npy a_mask.npy"))
                .containsExactly(base.resolve("a.png"), base.resolve("a.npy"), base.resolve("a_mask.npy"));
    }

    private List<Path> source(PublishedLayout layout, String row) throws IOException {
        return PublishedDataset.open(layout, files.base(), files.list(row))
                .sample(0)
                .sources();
    }

    private String rows(String... lines) throws IOException {
        Path list = files.list(lines);
        return PublishedDataset.open(PublishedLayout.KITTI, files.base(), list)
                .settings()
                .getOrDefault("rows", "");
    }

    @Test
    void nothingIsReadBeforeASampleIsAskedFor() throws IOException {
        Path missing = files.list("none.png none.depth.png");

        PublishedDataset dataset = PublishedDataset.open(PublishedLayout.SCANNET, files.base(), missing);

        assertThat(dataset.sample(0).id()).isEqualTo("none.png");
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        DepthSample sample = open(files.list("none.png none.depth.png"), files.base());

        assertThatThrownBy(sample::image)
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(files.base().resolve("none.png").toString());
        assertThatThrownBy(sample::groundTruth)
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(files.base().resolve("none.depth.png").toString());
    }

    @Test
    void filesMissingInATarFileAreNamedWithIt() throws IOException {
        Path tar = files.tar("./");
        DepthSample sample = open(files.list("none.png none.depth.png"), tar);

        assertThatThrownBy(sample::groundTruth)
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(tar + ": no member 'none.depth.png' among 2");
    }

    @Test
    void aDepthMapOfEightBitsIsRefused() throws IOException {
        files.picture("a.depth.png", 4, 3);

        assertDepthRefused("must be grey with 16 bits per pixel, got 3 channel(s) of 8 bits");
    }

    @Test
    void aDepthMapThatLostItsEndIsRefused() throws IOException {
        byte[] png = files.bytes("a.depth.png");
        files.file("a.depth.png", Arrays.copyOf(png, png.length - 20));

        assertDepthRefused("must be complete, got " + (png.length - 20) + " bytes");
    }

    @Test
    void aDamagedDepthMapIsRefused() throws IOException {
        byte[] png = files.bytes("a.depth.png");
        png[45]++;
        files.file("a.depth.png", png);

        assertDepthRefused("must be intact, got a chunk at byte 37 with another checksum");
    }

    @Test
    void aDamagedPictureIsRefused() throws IOException {
        files.file("a.png", Arrays.copyOf(files.bytes("a.png"), 50));
        DepthSample sample = open(list, files.base());

        assertThatThrownBy(sample::image)
                .isInstanceOf(InvalidImageException.class)
                .hasMessageContaining(files.base().resolve("a.png").toString());
    }

    @Test
    void aSampleBeyondTheEndIsRefused() throws IOException {
        PublishedDataset dataset = PublishedDataset.open(PublishedLayout.SCANNET, files.base(), list);

        assertThatThrownBy(() -> dataset.sample(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> dataset.sample(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void anEmptyListIsRefused() throws IOException {
        Path empty = files.list("");

        assertThatThrownBy(() -> PublishedDataset.open(PublishedLayout.SCANNET, files.base(), empty))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(empty + " must name at least one picture with depth, got 0 rows");
    }

    @Test
    void theBaseMustExist() throws IOException {
        Path none = files.base().resolve("none");
        assertThat(Files.exists(none)).isFalse();

        assertThatThrownBy(() -> PublishedDataset.open(PublishedLayout.SCANNET, none, list))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(none.toString());
    }

    private void assertDepthRefused(String rule) throws IOException {
        DepthSample sample = open(list, files.base());

        assertThatThrownBy(sample::groundTruth)
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(files.base().resolve("a.depth.png") + " " + rule);
    }

    private static DepthSample open(Path list, Path base) throws IOException {
        return PublishedDataset.open(PublishedLayout.SCANNET, base, list).sample(0);
    }
}
