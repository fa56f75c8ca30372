package dev.marigold.dataset.hypersim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.dataset.GroundTruth;
import dev.marigold.dataset.PublishedDataset;
import dev.marigold.dataset.PublishedLayout;
import dev.marigold.error.InvalidDatasetException;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Converts a scene of two frames that the test writes as HDF5. */
class HypersimConverterTest {
    private static final String HEADER =
            "scene_name,camera_name,frame_id,included_in_public_release,exclude_reason,split_partition_name";

    @TempDir
    private static Path raw;

    @TempDir
    private Path root;

    private Path table;
    private Path target;

    @BeforeAll
    static void writeScene() throws IOException {
        writeFrame("ai_001_001", 768);
        writeFrame("ai_001_002", 4);
    }

    @BeforeEach
    void writeTable() throws IOException {
        target = root.resolve("processed");
        table = write(
                HEADER,
                "ai_001_001,cam_00,0,True,,train",
                "ai_001_001,cam_00,1,False,NaN,train",
                "ai_001_001,cam_00,2,True,,train",
                "ai_001_001,cam_00,3,True,,val");
    }

    @Test
    void convertedFramesAreADataset() throws IOException {
        new HypersimConverter(raw, table, target).convert("train", (done, total) -> {});

        GroundTruth truth = converted();

        assertThat(truth.width()).isEqualTo(1024);
        assertThat(truth.depth().get(383 * 1024 + 511)).isEqualTo(2.001f);
        assertThat(truth.depth().get(1023)).isEqualTo(2.433f);
        assertThat(truth.valid().get(0)).isFalse();
        assertThat(truth.valid().count()).isEqualTo(1024 * 768 - 768);
    }

    @Test
    void aFrameThatIsNamedTwiceIsConvertedOnce() throws IOException {
        table = write(HEADER, "ai_001_001,cam_00,0,True,,train", "ai_001_001,cam_00,0,True,,train");

        ConversionReport report = new HypersimConverter(raw, table, target).convert("train", (done, total) -> {});

        assertThat(report.converted()).hasSize(1);
        assertThat(Files.readAllLines(target.resolve("train/filename_list_train.txt")))
                .hasSize(1);
    }

    @Test
    void scenesHaveCamerasOfTheirOwn() throws IOException {
        Path cameras = cameras("ai_001_001,0.1,0,0,0,0.075,0,0,0,-1");

        new HypersimConverter(raw, table, target).withCameras(cameras).convert("train", (done, total) -> {});

        GroundTruth truth = converted();
        // Seen through a long lens, a corner is hardly farther than it is deep: 1 / sqrt(1 + 0.1^2 + 0.075^2) of 3
        // metres.
        assertThat(truth.depth().get(1023)).isCloseTo(2.977f, within(2e-3f));
    }

    @Test
    void aSceneWithoutACameraIsNamedBeforeAnythingIsWritten() throws IOException {
        Path cameras = cameras("ai_001_002,0.1,0,0,0,0.075,0,0,0,-1");

        assertThatThrownBy(() -> new HypersimConverter(raw, table, target)
                        .withCameras(cameras)
                        .convert("train", (done, total) -> {}))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(cameras + " must have the camera of scene ai_001_001, got none");
        assertThat(target).doesNotExist();
    }

    @Test
    void aDamagedCameraIsNamed() throws IOException {
        Path cameras = cameras("ai_001_001,0.1,0,0,0,nan,0,0,0,-1");

        assertThatThrownBy(() -> new HypersimConverter(raw, table, target)
                        .withCameras(cameras)
                        .convert("train", (done, total) -> {}))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(cameras + " line 2: M_cam_from_uv_11 must be a finite number, got 'nan'");
    }

    private GroundTruth converted() throws IOException {
        return PublishedDataset.open(
                        PublishedLayout.HYPERSIM,
                        target.resolve("train"),
                        target.resolve("train/filename_list_train.txt"))
                .sample(0)
                .groundTruth();
    }

    private Path cameras(String... rows) throws IOException {
        List<String> lines = new ArrayList<>(
                List.of(
                        "scene_name,M_cam_from_uv_00,M_cam_from_uv_01,M_cam_from_uv_02,"
                                + "M_cam_from_uv_10,M_cam_from_uv_11,M_cam_from_uv_12,M_cam_from_uv_20,M_cam_from_uv_21,M_cam_from_uv_22"));
        lines.addAll(List.of(rows));
        return Files.write(root.resolve("metadata_camera_parameters.csv"), lines);
    }

    @Test
    void listsAndStatisticsAreWritten() throws IOException {
        new HypersimConverter(raw, table, target).convert("train", (done, total) -> {});

        String row = "ai_001_001/rgb_cam_00_fr0000.png ai_001_001/depth_plane_cam_00_fr0000.png";
        assertThat(target.resolve("train/filename_list_train.txt")).hasContent(row);
        assertThat(target.resolve("train/filename_list_train_filtered.txt")).hasContent(row);
        assertThat(Files.readAllLines(target.resolve("train/filename_meta_train.csv")))
                .hasSize(2)
                .first()
                .isEqualTo("rgb_path,depth_path,rgb_range,depth_range,invalid_ratio");
    }

    @Test
    void missingFramesAreReportedByTheNameOfTheirFile() throws IOException {
        List<String> progress = new ArrayList<>();

        ConversionReport report = new HypersimConverter(raw, table, target)
                .convert("train", (done, total) -> progress.add(done + "/" + total));

        assertThat(report.converted()).hasSize(1);
        assertThat(report.failures())
                .containsExactly(new FrameFailure(
                        "ai_001_001 cam_00 frame 0002",
                        raw.resolve("ai_001_001/images/scene_cam_00_final_hdf5/frame.0002.color.hdf5")
                                .toString()));
        assertThat(progress).containsExactly("1/2", "2/2");
    }

    @Test
    void damagedFramesAreReportedByTheNameOfTheirFile() throws IOException {
        Path color = Files.createDirectories(raw.resolve("ai_001_003/images/scene_cam_00_final_hdf5"))
                .resolve("frame.0000.color.hdf5");
        Files.writeString(color, "no HDF5");

        assertThat(onlyFailure("ai_001_003").reason())
                .startsWith(color + " must be an HDF5 file with an array of numbers 'dataset': ");
    }

    @Test
    void framesOfAnotherSizeAreReported() throws IOException {
        assertThat(onlyFailure("ai_001_002").reason())
                .isEqualTo(raw.resolve("ai_001_002/images/scene_cam_00_final_hdf5/frame.0000.color.hdf5")
                        + " must have shape [768, 1024, 3], got [4, 1024, 3]");
    }

    @Test
    void anUnknownSplitIsRefused() {
        assertThatThrownBy(() -> new HypersimConverter(raw, table, target).convert("dev", (done, total) -> {}))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(table + " must have released frames of split 'dev', got none");
    }

    @Test
    void aTableWithoutAColumnIsRefused() throws IOException {
        write("scene_name,camera_name", "ai_001_001,cam_00");

        assertThatThrownBy(() -> new HypersimConverter(raw, table, target).convert("train", (done, total) -> {}))
                .isInstanceOf(InvalidDatasetException.class)
                .hasMessage(table + " line 2 must have a column included_in_public_release, got "
                        + "[camera_name, scene_name]");
    }

    private FrameFailure onlyFailure(String scene) throws IOException {
        write(HEADER, scene + ",cam_00,0,True,,train");
        ConversionReport report = new HypersimConverter(raw, table, target).convert("train", (done, total) -> {});
        assertThat(report.converted()).isEmpty();
        assertThat(report.failures()).hasSize(1);
        return report.failures().get(0);
    }

    private Path write(String... lines) throws IOException {
        return Files.writeString(root.resolve("metadata_images_split_scene_v1.csv"), String.join("\n", lines));
    }

    /** Everything lies on a sphere around the camera, farther at the right; the left column is sky. */
    private static void writeFrame(String scene, int height) throws IOException {
        float[][][] color = new float[height][1024][3];
        float[][] distance = new float[height][1024];
        int[][] entity = new int[height][1024];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < 1024; x++) {
                color[y][x] = new float[] {x / 1024f, y / 768f, 0.5f};
                distance[y][x] = x < 512 ? 2.0015f : 3.0005f;
                entity[y][x] = x == 0 ? -1 : 5;
            }
        }
        Path images = raw.resolve(scene + "/images");
        writeArray(images.resolve("scene_cam_00_final_hdf5/frame.0000.color.hdf5"), color);
        writeArray(images.resolve("scene_cam_00_geometry_hdf5/frame.0000.depth_meters.hdf5"), distance);
        writeArray(images.resolve("scene_cam_00_geometry_hdf5/frame.0000.render_entity_id.hdf5"), entity);
    }

    private static void writeArray(Path file, Object array) throws IOException {
        Files.createDirectories(file.getParent());
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putDataset("dataset", array);
        }
    }
}
