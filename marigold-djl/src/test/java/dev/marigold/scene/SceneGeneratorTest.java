package dev.marigold.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.geometry.CameraIntrinsics;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SceneGeneratorTest {
    private static final int WIDTH = 48;
    private static final int HEIGHT = 36;
    private static final int SCENES = 8;

    @Test
    void theSameSeedAndIndexGiveTheSameScene() {
        RenderedScene first = generator(3).render(5);
        RenderedScene second = generator(3).render(5);

        assertThat(second.rgb()).isEqualTo(first.rgb());
        assertThat(second.depth()).isEqualTo(first.depth());
        assertThat(second.normals()).isEqualTo(first.normals());
        assertThat(second.albedo()).isEqualTo(first.albedo());
        assertThat(second.camera()).isEqualTo(first.camera());
    }

    @Test
    void scenesDoNotDependOnThoseBeforeThem() {
        SceneGenerator used = generator(3);
        used.render(0);
        used.render(1);

        assertThat(used.render(2).rgb()).isEqualTo(generator(3).render(2).rgb());
    }

    @Test
    void threadsShareAGenerator() throws Exception {
        SceneGenerator generator = generator(3);
        List<byte[]> alone =
                IntStream.range(0, 6).mapToObj(i -> generator.render(i).rgb()).toList();
        ExecutorService workers = Executors.newFixedThreadPool(3);
        try {
            List<Callable<byte[]>> work = IntStream.range(0, 6)
                    .mapToObj(i -> (Callable<byte[]>) () -> generator.render(i).rgb())
                    .toList();
            List<Future<byte[]>> together = workers.invokeAll(work);

            for (int i = 0; i < 6; i++) {
                assertThat(together.get(i).get()).isEqualTo(alone.get(i));
            }
        } finally {
            workers.shutdown();
        }
    }

    @Test
    void otherSeedsAndIndicesGiveOtherScenes() {
        byte[] scene = generator(3).render(5).rgb();

        assertThat(generator(4).render(5).rgb()).isNotEqualTo(scene);
        assertThat(generator(3).render(6).rgb()).isNotEqualTo(scene);
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void everyKindIsFiniteAndMostlyValid(SceneKind kind) {
        SceneGenerator generator = only(kind);
        double valid = 0;
        for (int i = 0; i < SCENES; i++) {
            RenderedScene scene = generator.render(i);
            assertThat(scene.kind()).isEqualTo(kind);
            assertThat(scene.depth().isFinite()).isTrue();
            assertThat(scene.normals().isFinite()).isTrue();
            assertThat(scene.albedo().isFinite()).isTrue();
            assertThat(scene.validShare()).isGreaterThan(0.1);
            valid += scene.validShare();
        }

        assertThat(valid / SCENES).isGreaterThan(0.45);
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void everyKindHasNearAndFar(SceneKind kind) {
        SceneGenerator generator = only(kind);
        double ratio = 0;
        for (int i = 0; i < SCENES; i++) {
            float[] depths = valid(generator.render(i));
            ratio += depths[depths.length * 19 / 20] / depths[depths.length / 20] / SCENES;
        }

        assertThat(ratio).isGreaterThan(1.3);
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void everyKindIsExposed(SceneKind kind) {
        SceneGenerator generator = only(kind);
        for (int i = 0; i < SCENES; i++) {
            byte[] rgb = generator.render(i).rgb();
            double mean = IntStream.range(0, rgb.length)
                    .mapToDouble(k -> Byte.toUnsignedInt(rgb[k]))
                    .average()
                    .orElseThrow();

            assertThat(mean).as("%s %d", kind, i).isBetween(20.0, 235.0);
        }
    }

    @Test
    void normalsAreOfUnitLengthAndFaceTheViewer() {
        RenderedScene scene = generator(3).render(1);
        FloatTensor normals = scene.normals();
        int pixels = WIDTH * HEIGHT;
        CameraIntrinsics camera = scene.camera();
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                int i = row * WIDTH + column;
                double x = normals.get(i);
                double y = normals.get(pixels + i);
                double z = normals.get(2 * pixels + i);
                if (scene.isValid(column, row)) {
                    assertThat(x * x + y * y + z * z).isCloseTo(1, within(1e-5));
                    double right = (column - camera.centreX()) / camera.focalX();
                    double down = (row - camera.centreY()) / camera.focalY();
                    assertThat(z - x * right + y * down).isGreaterThan(-1e-5);
                }
            }
        }
    }

    @Test
    void theCameraLooksThroughTheMiddleOfThePicture() {
        CameraIntrinsics camera = generator(3).render(1).camera();

        assertThat(camera.centreX()).isEqualTo((WIDTH - 1) / 2.0);
        assertThat(camera.centreY()).isEqualTo((HEIGHT - 1) / 2.0);
        assertThat(camera.focalY()).isEqualTo(camera.focalX()).isPositive();
    }

    @Test
    void fieldsOfViewAreVaried() {
        SceneGenerator generator = generator(3);
        double[] degrees = IntStream.range(0, 100)
                .mapToDouble(i -> generator.shot(i).eye().focal())
                .map(focal -> Math.toDegrees(2 * Math.atan(WIDTH / (2 * focal))))
                .sorted()
                .toArray();

        assertThat(degrees[10]).isBetween(20.0, 55.0);
        assertThat(degrees[90]).isBetween(65.0, 120.0);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "48, 0", "0, -1", "0, 36"})
    void pixelsOutsideThePictureAreRefused(int column, int row) {
        RenderedScene scene = generator(3).render(1);

        assertThatThrownBy(() -> scene.isValid(column, row))
                .isExactlyInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("pixel (" + column + ", " + row + ") of a scene of 48x36");
    }

    @Test
    void skyIsInvalidInEveryMap() {
        RenderedScene scene = only(SceneKind.FIELD).render(0);
        int pixels = WIDTH * HEIGHT;
        FloatTensor normals = scene.normals();
        FloatTensor albedo = scene.albedo();

        assertThat(scene.validShare()).isLessThan(1);
        for (int i = 0; i < pixels; i++) {
            if (!scene.isValid(i % WIDTH, i / WIDTH)) {
                assertThat(scene.depth().get(i)).isZero();
                assertThat(normals.get(i)).isZero();
                assertThat(albedo.get(i)).isZero();
            }
        }
    }

    @Test
    void nothingBeyondTheFarLimitIsValid() {
        RenderedScene scene = SceneGenerator.builder()
                .size(WIDTH, HEIGHT)
                .kinds(Set.of(SceneKind.STREET))
                .farLimit(15)
                .build()
                .render(0);

        float[] depths = valid(scene);
        assertThat(depths[depths.length - 1]).isBetween(5f, 15f);
    }

    @Test
    void onlyChosenKindsAreRendered() {
        SceneGenerator generator =
                SceneGenerator.builder().size(8, 8).kinds(SceneKind.outdoor()).build();

        for (int i = 0; i < 20; i++) {
            assertThat(SceneKind.outdoor()).contains(generator.render(i).kind());
        }
    }

    @Test
    void theDefaultMixHasEveryKind() {
        SceneGenerator generator = SceneGenerator.builder().size(8, 8).build();
        Set<SceneKind> seen = EnumSet.noneOf(SceneKind.class);
        for (int i = 0; i < 300; i++) {
            seen.add(generator.shot(i).kind());
        }

        assertThat(seen).containsExactlyInAnyOrder(SceneKind.values());
    }

    @Test
    void aShareOfNothingLeavesAKindOut() {
        SceneGenerator generator = SceneGenerator.builder()
                .size(8, 8)
                .kinds(Set.of(SceneKind.ROOM, SceneKind.NOOK))
                .share(SceneKind.ROOM, 0)
                .build();

        assertThat(generator.settings()).endsWith("\nkinds=nook:3.0");
    }

    @Test
    void mapsHaveTheSizeAskedFor() {
        RenderedScene scene = generator(3).render(0);

        assertThat(scene.depth().shape()).isEqualTo(Shape.of(HEIGHT, WIDTH));
        assertThat(scene.normals().shape()).isEqualTo(Shape.of(3, HEIGHT, WIDTH));
        assertThat(scene.albedo().shape()).isEqualTo(Shape.of(3, HEIGHT, WIDTH));
        assertThat(scene.image()).hasToString("RgbImage[image, 48x36, 8 bit]");
        assertThat(scene.toString()).matches("RenderedScene\\[0, [a-z]+, 48x36]");
    }

    @Test
    void settingsNameWhatDecidesOnThePictures() {
        assertThat(SceneGenerator.builder()
                        .seed(7)
                        .kinds(Set.of(SceneKind.ROOM))
                        .build()
                        .settings())
                .isEqualTo("generator=3\nseed=7\nsize=256x192\nfarLimit=200.0\nkinds=room:5.0");
    }

    @Test
    void badSettingsAreRefused() {
        SceneGenerator.Builder builder = SceneGenerator.builder();

        assertThatThrownBy(() -> builder.size(7, 8))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("width must be in [8, 4096], got 7");
        assertThatThrownBy(() -> builder.size(8, 5000))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("height must be in [8, 4096], got 5000");
        assertThatThrownBy(() -> builder.farLimit(0))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("farLimit must be > 0, got 0.0");
        assertThatThrownBy(() -> builder.kinds(Set.of()))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("kinds must have at least one element, got none");
        assertThatThrownBy(() -> builder.share(SceneKind.ROOM, -1))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("share must be a finite number >= 0, got -1.0");
        assertThatThrownBy(() -> builder.build().render(-1))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("index must be >= 0, got -1");
    }

    @Test
    void everyKindIsFoundByItsId() {
        assertThat(Arrays.stream(SceneKind.values()).map(SceneKind::id).map(SceneKind::ofId))
                .containsExactly(SceneKind.values());
        assertThatThrownBy(() -> SceneKind.ofId("moon"))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "kind must be one of room, corridor, tabletop, street, field, clutter, planes, hall, stairs,"
                                + " courtyard, forest, people, nook, got 'moon'");
    }

    @Test
    void codesAreDistinctAndFitAByte() {
        assertThat(Arrays.stream(SceneKind.values()).map(SceneKind::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code >= 0 && code < 256);
    }

    @Test
    void indoorAndOutdoorKindsAreDistinct() {
        assertThat(SceneKind.indoor()).isNotEmpty().doesNotContainAnyElementsOf(SceneKind.outdoor());
        assertThat(SceneKind.outdoor()).isNotEmpty();
    }

    private static SceneGenerator generator(long seed) {
        return SceneGenerator.builder().seed(seed).size(WIDTH, HEIGHT).build();
    }

    private static SceneGenerator only(SceneKind kind) {
        return SceneGenerator.builder()
                .seed(11)
                .size(WIDTH, HEIGHT)
                .kinds(Set.of(kind))
                .build();
    }

    private static float[] valid(RenderedScene scene) {
        float[] depths = scene.depth().toArray();
        Arrays.sort(depths);
        int first = 0;
        while (depths[first] == 0) {
            first++;
        }
        return Arrays.copyOfRange(depths, first, depths.length);
    }
}
