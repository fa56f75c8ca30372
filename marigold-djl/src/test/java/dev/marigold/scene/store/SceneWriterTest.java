package dev.marigold.scene.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.error.CancelledException;
import dev.marigold.geometry.CameraIntrinsics;
import dev.marigold.image.GreyPng16;
import dev.marigold.image.NpyFile;
import dev.marigold.image.RgbImage;
import dev.marigold.progress.Cancellation;
import dev.marigold.scene.RenderedScene;
import dev.marigold.scene.SceneGenerator;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SceneWriterTest {
    private static final SceneGenerator GENERATOR =
            SceneGenerator.builder().seed(2).size(16, 12).build();

    @TempDir
    Path folder;

    @Test
    void picturesAreThoseOfTheGenerator() throws IOException {
        SceneWriter.builder(GENERATOR, folder).build().write(3);

        RgbImage written = RgbImage.read(folder.resolve("rgb/00000002.png"));
        assertThat(written.toTensor()).isEqualTo(GENERATOR.render(2).image().toTensor());
    }

    @Test
    void depthComesBackToHalfALevel() throws IOException {
        SceneWriter.builder(GENERATOR, folder).build().write(3);

        FloatTensor depth = GENERATOR.render(1).depth();
        FloatTensor levels = GreyPng16.read(folder.resolve("depth/00000001.png"));
        double scale = Double.parseDouble(row(1)[4]);
        for (int i = 0; i < 16 * 12; i++) {
            assertThat(levels.get(i) > 0).isEqualTo(depth.get(i) > 0);
            // What is there is never level 0, which says that there is none.
            double nearest = Math.max(depth.get(i), levels.get(i) > 0 ? scale / 2 : 0);
            assertThat(levels.get(i) * scale).isCloseTo(nearest, within(0.5 * scale * (1 + 1e-6)));
        }
    }

    @Test
    void aPictureThatWasDeletedOrIsEmptyIsMadeAgain() throws IOException {
        SceneWriter.builder(GENERATOR, folder).build().write(2);
        byte[] picture = Files.readAllBytes(folder.resolve("rgb/00000001.png"));
        byte[] depth = Files.readAllBytes(folder.resolve("depth/00000000.png"));
        Files.delete(folder.resolve("rgb/00000001.png"));
        Files.write(folder.resolve("depth/00000000.png"), new byte[0]);

        SceneWriter.builder(GENERATOR, folder).build().write(2);

        assertThat(folder.resolve("rgb/00000001.png")).hasBinaryContent(picture);
        assertThat(folder.resolve("depth/00000000.png")).hasBinaryContent(depth);
    }

    @Test
    void indexHasTheColumnsOfDataSets() throws IOException {
        SceneWriter.builder(GENERATOR, folder).build().write(2);

        List<String> lines = Files.readAllLines(folder.resolve("index.csv"));
        assertThat(lines)
                .hasSize(3)
                .first()
                .isEqualTo("dataset,rgb,gt,kind,scale_to_metres_or_1,invalid,min,max,width,height,valid_frac,licence,"
                        + "source_repo,fx,fy,cx,cy");
        assertThat(row(0)).hasSize(17);
        assertThat(row(0)[0]).isEqualTo(GENERATOR.render(0).kind().id());
        assertThat(row(0)[1]).isEqualTo("rgb/00000000.png");
        assertThat(row(0)[2]).isEqualTo("depth/00000000.png");
        assertThat(List.of(row(0)).subList(8, 10)).containsExactly("16", "12");
    }

    @Test
    void indexHasTheCameras() throws IOException {
        SceneWriter.builder(GENERATOR, folder).build().write(2);

        double[] camera = List.of(row(1)).subList(13, 17).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(new CameraIntrinsics(camera[0], camera[1], camera[2], camera[3]))
                .isEqualTo(GENERATOR.render(1).camera());
    }

    @Test
    void noPictureGoesThroughAFileElsewhere() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        ImageIO.setCacheDirectory(gone.toFile());
        Files.delete(gone);
        try {
            SceneWriter.builder(GENERATOR, folder).build().write(1);
        } finally {
            ImageIO.setCacheDirectory(null);
        }

        assertThat(folder.resolve("depth/00000000.png")).isNotEmptyFile();
    }

    @Test
    void jpegPicturesAreCloseToTheRendering() throws IOException {
        SceneWriter.builder(GENERATOR, folder).format(SceneFormat.JPEG).build().write(1);

        FloatTensor written = RgbImage.read(folder.resolve("rgb/00000000.jpg")).toTensor();
        FloatTensor rendered = GENERATOR.render(0).image().toTensor();
        double error = 0;
        for (int i = 0; i < 3 * 16 * 12; i++) {
            error += Math.abs(written.get(i) - rendered.get(i)) / (3 * 16 * 12);
        }
        assertThat(error).isLessThan(0.05);
    }

    @Test
    void mapsAreWrittenOnDemand() throws IOException {
        SceneWriter.builder(GENERATOR, folder)
                .maps(EnumSet.allOf(SceneMap.class))
                .build()
                .write(1);

        RenderedScene scene = GENERATOR.render(0);
        assertThat(NpyFile.read(folder.resolve("normals/00000000.npy"))).isEqualTo(scene.normals());
        assertThat(NpyFile.read(folder.resolve("albedo/00000000.npy"))).isEqualTo(scene.albedo());
    }

    @Test
    void packedArraysHoldEveryScene() throws IOException {
        SceneWriter.builder(GENERATOR, folder).format(SceneFormat.RAW).build().write(3);

        FloatTensor rgb = NpyFile.read(folder.resolve("rgb.npy"));
        FloatTensor depth = NpyFile.read(folder.resolve("depth.npy"));
        assertThat(rgb.shape()).isEqualTo(Shape.of(3, 12, 16, 3));
        assertThat(depth.shape()).isEqualTo(Shape.of(3, 12, 16));
        RenderedScene scene = GENERATOR.render(2);
        byte[] bytes = scene.rgb();
        for (int i = 0; i < bytes.length; i++) {
            assertThat(rgb.get(2 * bytes.length + i)).isEqualTo(Byte.toUnsignedInt(bytes[i]));
        }
        assertThat(depth.slice(2, 3).toArray()).isEqualTo(scene.depth().toArray());
        assertThat(NpyFile.read(folder.resolve("kind.npy")).get(2))
                .isEqualTo(scene.kind().code());
        CameraIntrinsics camera = scene.camera();
        assertThat(NpyFile.read(folder.resolve("camera.npy")).slice(2, 3).toArray())
                .containsExactly((float) camera.focalX(), (float) camera.focalY(), (float) camera.centreX(), (float)
                        camera.centreY());
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "rgb.npy",
                        "depth.npy",
                        "kind.npy",
                        "camera.npy",
                        "filled.txt",
                        "settings.txt",
                        "rendering.lock");
    }

    @Test
    void stoppedPackedArraysAreTakenUpAgain() throws IOException {
        assertThatThrownBy(() -> stopAfter(2, SceneFormat.RAW)).isExactlyInstanceOf(CancelledException.class);
        assertThat(folder.resolve("rgb.npy")).doesNotExist();

        List<Long> reports = new ArrayList<>();
        writer(SceneFormat.RAW)
                .listener((done, total) -> reports.add(done))
                .build()
                .write(5);

        assertThat(reports).containsExactly(3L, 4L, 5L);
        assertThat(NpyFile.read(folder.resolve("depth.npy")).slice(1, 2).toArray())
                .isEqualTo(GENERATOR.render(1).depth().toArray());
    }

    @Test
    void packedArraysGrow() throws IOException {
        writer(SceneFormat.RAW).build().write(2);
        List<Long> reports = new ArrayList<>();

        writer(SceneFormat.RAW)
                .listener((done, total) -> reports.add(done))
                .build()
                .write(4);

        assertThat(reports).containsExactly(3L, 4L);
        assertThat(NpyFile.read(folder.resolve("depth.npy")).shape()).isEqualTo(Shape.of(4, 12, 16));
        assertThat(NpyFile.read(folder.resolve("depth.npy")).slice(3, 4).toArray())
                .isEqualTo(GENERATOR.render(3).depth().toArray());
    }

    @Test
    void aMissingArrayIsRefused() throws IOException {
        writer(SceneFormat.RAW).build().write(2);
        Files.delete(folder.resolve("depth.npy"));

        assertThatThrownBy(() -> writer(SceneFormat.RAW).build().write(3))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage(folder.resolve("depth.npy.partial")
                        + " must be a file of at least 1664 bytes for 2 scenes, got none");
        assertThat(names())
                .containsExactlyInAnyOrder(
                        "rgb.npy", "kind.npy", "camera.npy", "filled.txt", "settings.txt", "rendering.lock");
    }

    @ParameterizedTest
    @CsvSource({"rgb.npy, 1280", "depth.npy, 1664", "kind.npy, 130", "camera.npy, 160"})
    void anArrayThatIsTooShortIsRefused(String name, int bytes) throws IOException {
        writer(SceneFormat.RAW).build().write(2);
        byte[] whole = Files.readAllBytes(folder.resolve(name));
        Files.write(folder.resolve(name), Arrays.copyOf(whole, whole.length - 1));

        assertThat(whole).hasSize(bytes);
        assertThatThrownBy(() -> writer(SceneFormat.RAW).build().write(3))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage(folder.resolve(name) + " must have at least " + bytes + " bytes for 2 scenes, got "
                        + (bytes - 1));
    }

    @Test
    void anArrayThatIsTooShortIsRefusedWhileScenesAreMissing() throws IOException {
        assertThatThrownBy(() -> stopAfter(2, SceneFormat.RAW)).isExactlyInstanceOf(CancelledException.class);
        Files.write(folder.resolve("depth.npy.partial"), new byte[7]);

        assertThatThrownBy(() -> writer(SceneFormat.RAW).build().write(3))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage(folder.resolve("depth.npy.partial") + " must have at least 1664 bytes for 2 scenes, got 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two", "-2", "2147483648", "99999999999"})
    void aNoteThatIsNoNumberOfScenesIsRefused(String text) throws IOException {
        writer(SceneFormat.RAW).build().write(1);
        Files.writeString(folder.resolve("filled.txt"), text + "\n");

        assertThatThrownBy(() -> writer(SceneFormat.RAW).build().write(2))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage(folder.resolve("filled.txt") + " must be a number of scenes in [0, 2147483647], got '"
                        + text + "'");
    }

    @Test
    void aNoteThatIsNoTextIsNamed() throws IOException {
        writer(SceneFormat.RAW).build().write(1);
        Files.write(folder.resolve("filled.txt"), new byte[] {(byte) 0xff});

        assertThatThrownBy(() -> writer(SceneFormat.RAW).build().write(2))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("filled.txt").toString());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void arraysAreClosedWhenOneCannotBeOpened() throws IOException {
        Files.createDirectories(folder.resolve("kind.npy.partial"));

        assertThatThrownBy(() -> writer(SceneFormat.RAW).build().write(1)).isInstanceOf(IOException.class);

        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(open.filter(Files::isSymbolicLink).map(SceneWriterTest::target))
                    .noneMatch(target -> target.startsWith(folder.toString()));
        }
    }

    /** Returns what a link points to; nothing if it is gone meanwhile. */
    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "room", "room,rgb/x.png,depth/x.png", "room,pictures/00000001.png,", "room,rgb/00000001,"})
    void aRowOfTheIndexThatNamesNoPictureIsRefused(String row) throws IOException {
        writer(SceneFormat.PNG).build().write(2);
        Path index = folder.resolve("index.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(index));
        lines.set(2, row);
        Files.write(index, lines);

        assertThatThrownBy(() -> writer(SceneFormat.PNG).build().write(3))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage(index + " line 3 must name a picture such as rgb/00000042.png in its second column, got '"
                        + row + "'");
    }

    @Test
    void aSmallerNumberLeavesPackedArraysAsTheyAre() throws IOException {
        writer(SceneFormat.RAW).build().write(4);

        writer(SceneFormat.RAW).build().write(2);

        assertThat(NpyFile.read(folder.resolve("depth.npy")).shape()).isEqualTo(Shape.of(4, 12, 16));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 4})
    void finishedArraysStayFinishedWhileThereIsNothingToDo(long count) throws IOException {
        writer(SceneFormat.RAW).build().write(4);
        Path depth = folder.resolve("depth.npy");
        FileTime before = FileTime.fromMillis(0);
        Files.setLastModifiedTime(depth, before);

        writer(SceneFormat.RAW).build().write(count);

        assertThat(Files.getLastModifiedTime(depth)).isEqualTo(before);
    }

    @Test
    void stoppedFoldersAreTakenUpAgain() throws IOException {
        assertThatThrownBy(() -> stopAfter(2, SceneFormat.PNG)).isExactlyInstanceOf(CancelledException.class);
        assertThat(Files.readAllLines(folder.resolve("index.csv"))).hasSize(3);

        List<Long> reports = new ArrayList<>();
        writer(SceneFormat.PNG)
                .listener((done, total) -> reports.add(done))
                .build()
                .write(4);

        assertThat(reports).containsExactly(3L, 4L);
        assertThat(Files.readAllLines(folder.resolve("index.csv"))).hasSize(5);
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() throws IOException {
        writer(SceneFormat.PNG).build().write(6);
        Path other = folder.resolve("other");
        SceneWriter.builder(GENERATOR, other).threads(3).build().write(6);

        assertThat(other.resolve("index.csv")).hasSameBinaryContentAs(folder.resolve("index.csv"));
        assertThat(other.resolve("rgb/00000005.png")).hasSameBinaryContentAs(folder.resolve("rgb/00000005.png"));
    }

    @Test
    void nothingTemporaryIsLeft() throws IOException {
        writer(SceneFormat.PNG).build().write(2);

        assertThat(names()).containsExactlyInAnyOrder("rgb", "depth", "index.csv", "settings.txt", "rendering.lock");
        try (Stream<Path> files = Files.list(folder.resolve("rgb"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("00000000.png", "00000001.png");
        }
    }

    @Test
    void scenesOfOtherSettingsAreNotMixed() throws IOException {
        writer(SceneFormat.PNG).build().write(1);
        SceneGenerator other = SceneGenerator.builder()
                .seed(3)
                .size(16, 12)
                .kinds(Set.of(dev.marigold.scene.SceneKind.ROOM))
                .build();

        assertThatThrownBy(() -> SceneWriter.builder(other, folder).build().write(1))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        folder + " must be absent, empty or of the same settings; it holds generator=3 seed=2")
                .hasMessageEndingWith("asked for were generator=3 seed=3 size=16x12 farLimit=200.0 kinds=room:5.0"
                        + " format=PNG maps=[] layout=2");
    }

    @Test
    void aFolderOfAnEarlierLayoutIsRefused() throws IOException {
        writer(SceneFormat.RAW).build().write(1);
        Path note = folder.resolve("settings.txt");
        String earlier = Files.readString(note).replace("layout=2\n", "");
        Files.writeString(note, earlier);
        Files.delete(folder.resolve("camera.npy"));

        assertThatThrownBy(() -> writer(SceneFormat.RAW).build().write(2))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageMatching(Pattern.quote(folder.toString())
                        + " must be absent, empty or of the same settings; it holds generator=.* maps=\\[],"
                        + " asked for were generator=.* maps=\\[] layout=2");
        assertThat(note).hasContent(earlier);
        assertThat(folder.resolve("rgb.npy")).hasSize(128 + 3 * 16 * 12);
    }

    @ParameterizedTest
    @CsvSource({
        "RAW, rgb.npy",
        "RAW, depth.npy",
        "RAW, filled.txt",
        "PNG, rgb/00000000.png",
        "PNG, index.csv",
        "JPEG, rgb/00000000.jpg",
        "PNG, notes.txt"
    })
    void whatSomebodyElseMadeIsLeftAlone(SceneFormat format, String name) throws IOException {
        Path theirs = folder.resolve(name);
        Files.createDirectories(theirs.getParent());
        Files.writeString(theirs, "theirs");

        assertThatThrownBy(() -> writer(format).build().write(1))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageStartingWith(folder + " must be absent, empty or of the same settings; it holds "
                        + name.replaceFirst("/.*", "") + " without settings.txt, asked for were generator=3 seed=2 ");
        assertThat(theirs).hasContent("theirs");
        assertThat(names()).containsExactly(name.replaceFirst("/.*", ""));
    }

    @Test
    void whatSomebodyAddsToScenesStays() throws IOException {
        writer(SceneFormat.PNG).build().write(1);
        Path theirs = Files.writeString(folder.resolve("notes.txt"), "theirs");

        writer(SceneFormat.PNG).build().write(2);

        assertThat(theirs).hasContent("theirs");
        assertThat(folder.resolve("rgb/00000001.png")).isNotEmptyFile();
    }

    @Test
    void scenesAreNotAddedToAnIndexOfOtherColumns() throws IOException {
        writer(SceneFormat.PNG).build().write(1);
        Path index = folder.resolve("index.csv");
        String wider = Files.readString(index).replace("\n", ",more\n");
        Files.writeString(index, wider);

        assertThatThrownBy(() -> writer(SceneFormat.PNG).build().write(2))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(index + " line 1 must be 'dataset,rgb,gt,")
                .hasMessageEndingWith(",more'");
        assertThat(index).hasContent(wider);
    }

    @Test
    void whatARunLeftThatEndedAtOnceIsNoObstacle() throws IOException {
        Files.createFile(folder.resolve("rendering.lock"));
        Files.createFile(folder.resolve(".00000000-1111-2222-3333-444444444444.tmp"));

        writer(SceneFormat.PNG).build().write(1);

        assertThat(folder.resolve("index.csv")).isNotEmptyFile();
    }

    @Test
    void aSecondWriterIsRefused() throws IOException {
        List<String> refusals = new ArrayList<>();
        RenderListener intruder = (done, total) -> {
            try {
                writer(SceneFormat.RAW).build().write(9);
            } catch (IOException e) {
                refusals.add(e.getMessage());
            }
        };

        writer(SceneFormat.RAW).listener(intruder).build().write(2);

        assertThat(refusals)
                .containsExactly(
                        folder + " is in use by another rendering", folder + " is in use by another rendering");
        writer(SceneFormat.RAW).build().write(3);
        assertThat(NpyFile.read(folder.resolve("depth.npy")).shape()).isEqualTo(Shape.of(3, 12, 16));
    }

    @Test
    void anInterruptStopsAndLeavesTheFolderUsable() throws IOException {
        Thread caller = Thread.currentThread();
        SceneWriter interrupted = writer(SceneFormat.RAW)
                .listener((done, total) -> caller.interrupt())
                .build();

        assertThatThrownBy(() -> interrupted.write(1000))
                .isExactlyInstanceOf(CancelledException.class)
                .hasMessage("The rendering was cancelled: its thread was interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(folder.resolve("rgb.npy")).doesNotExist();
        writer(SceneFormat.RAW).build().write(3);
        assertThat(folder.resolve("rgb.npy")).hasSize(128 + 3 * 3 * 16 * 12);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptAtAnyTimeIsACancellation(SceneFormat format) throws Exception {
        for (int round = 0; round < 60; round++) {
            Path target = folder.resolve("round" + round);
            SceneWriter writer = SceneWriter.builder(GENERATOR, target)
                    .format(format)
                    .threads(1)
                    .build();
            CompletableFuture<Boolean> ended = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    writer.write(2);
                    ended.complete(true);
                } catch (CancelledException e) {
                    ended.complete(false);
                } catch (IOException | RuntimeException e) {
                    ended.completeExceptionally(e);
                }
            });
            thread.start();
            TimeUnit.MICROSECONDS.sleep(150L * round);
            thread.interrupt();

            assertThat(ended).succeedsWithin(Duration.ofMinutes(1));
            SceneWriter.builder(GENERATOR, target)
                    .format(format)
                    .threads(1)
                    .build()
                    .write(2);
        }
    }

    @Test
    void anInterruptedThreadWritesNothing() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> writer(SceneFormat.PNG).build().write(1))
                .isExactlyInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> writer(SceneFormat.PNG).build().write(0))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("count must be in [1, 2147483647], got 0");
        assertThatThrownBy(() -> writer(SceneFormat.PNG).threads(0))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads must be in [1, 1024], got 0");
        assertThatThrownBy(() ->
                        writer(SceneFormat.RAW).maps(Set.of(SceneMap.ALBEDO)).build())
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("maps must be empty for the raw format, got [ALBEDO]");
    }

    private SceneWriter.Builder writer(SceneFormat format) {
        return SceneWriter.builder(GENERATOR, folder).format(format).threads(1);
    }

    private void stopAfter(int scenes, SceneFormat format) throws IOException {
        Cancellation cancellation = new Cancellation();
        writer(format)
                .cancellation(cancellation)
                .listener((done, total) -> {
                    if (done == scenes) {
                        cancellation.cancel();
                    }
                })
                .build()
                .write(9);
    }

    private String[] row(int scene) throws IOException {
        return Files.readAllLines(folder.resolve("index.csv")).get(scene + 1).split(",");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
