package dev.marigold.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.calibration.DepthTransform;
import dev.marigold.calibration.MetricDepth;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackProjectionTest {
    /** What is asked for: a share of the depth. */
    private static final double ASKED = 1e-3;

    /** What single precision allows. */
    private static final double ROUNDING = 1e-6;

    private static final MetricDepth ROOM = MetricDepth.of(BoxRoom.depth());

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void pointsLieOnTheSceneTheyWereSeenIn(int stride) {
        PointCloud cloud =
                builder().edges(EdgeFilter.none()).stride(stride).build().pointCloud();

        assertThat(cloud.size()).isEqualTo(((BoxRoom.WIDTH - 1) / stride + 1) * ((BoxRoom.HEIGHT - 1) / stride + 1));
        assertThat(worst(cloud.positions())).isLessThan(ROUNDING);
    }

    @Test
    void affinePredictionOfTheSceneBecomesTheScene() {
        float[] prediction = ROOM.metres().toArray();
        for (int i = 0; i < prediction.length; i++) {
            prediction[i] = (prediction[i] - 1) / 4;
        }
        MetricDepth metres = DepthTransform.between(1, 5)
                .apply(FloatTensor.wrap(ROOM.metres().shape(), prediction));

        PointCloud cloud =
                BackProjection.builder(metres, BoxRoom.CAMERA).build().pointCloud();

        assertThat(worst(cloud.positions())).isLessThan(ASKED);
    }

    @Test
    void pixelsBesideEdgesAreDroppedAndNoOthers() {
        PointCloud all = builder().edges(EdgeFilter.none()).build().pointCloud();
        PointCloud filtered = builder().build().pointCloud();

        assertThat(all.size() - filtered.size()).isBetween(150, 400);
        for (int i = 0; i < filtered.size(); i++) {
            double z = filtered.positions().get(3 * i + 2);
            double x = filtered.positions().get(3 * i) / z * BoxRoom.CAMERA.focalX() + BoxRoom.CAMERA.centreX();
            double y = filtered.positions().get(3 * i + 1) / z * BoxRoom.CAMERA.focalY() + BoxRoom.CAMERA.centreY();
            assertThat(jump((int) Math.rint(x), (int) Math.rint(y))).isLessThan(0.5);
        }
    }

    @Test
    void relativeJumpFindsTheSameEdges() {
        PointCloud angle = builder().build().pointCloud();
        PointCloud jump = builder().edges(EdgeFilter.relativeJump(0.2)).build().pointCloud();

        assertThat(jump.size()).isBetween(angle.size() - 100, angle.size() + 100);
    }

    @Test
    void smearedEdgesLeaveHardlyAnythingHanging() {
        float[] sharp = ROOM.metres().toArray();
        float[] smeared = sharp.clone();
        for (int i = 1; i + 1 < smeared.length; i++) {
            smeared[i] = (sharp[i - 1] + sharp[i] + sharp[i + 1]) / 3;
        }
        BackProjection.Builder builder = BackProjection.builder(
                MetricDepth.of(FloatTensor.wrap(ROOM.metres().shape(), smeared)), BoxRoom.CAMERA);

        long hanging = hanging(builder.build().pointCloud());
        long unfiltered = hanging(builder.edges(EdgeFilter.none()).build().pointCloud());

        assertThat(unfiltered).isGreaterThan(100);
        assertThat(hanging).isLessThan(unfiltered / 10);
    }

    @Test
    void farPointsAreLeftOut() {
        PointCloud cloud = builder().maximumDistance(3).build().pointCloud();

        assertThat(cloud.size()).isPositive();
        for (int i = 0; i < cloud.size(); i++) {
            assertThat(cloud.positions().get(3 * i + 2)).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void invalidPixelsGiveNoPoint() {
        MetricDepth holes = MetricDepth.of(FloatTensor.copyOf(Shape.of(2, 2), 1, Float.NaN, 0, 1));

        PointCloud cloud = BackProjection.builder(holes, new CameraIntrinsics(1, 1, 0, 0))
                .build()
                .pointCloud();

        assertThat(cloud.positions().toArray()).containsExactly(0, 0, 1, 1, 1, 1);
        assertThat(cloud.hasColors()).isFalse();
        assertThatThrownBy(() -> cloud.colorAt(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the points have no colours");
    }

    @Test
    void infiniteDepthGivesNoPoint() {
        MetricDepth sky = MetricDepth.of(FloatTensor.copyOf(Shape.of(1, 2), 1, Float.POSITIVE_INFINITY));

        PointCloud cloud = BackProjection.builder(sky, new CameraIntrinsics(1, 1, 0, 0))
                .build()
                .pointCloud();

        assertThat(cloud.positions().toArray()).containsExactly(0, 0, 1);
    }

    @Test
    void noPointsAreNotWritten(@TempDir Path folder) {
        MetricDepth nothing = MetricDepth.of(FloatTensor.copyOf(Shape.of(1, 2), 0, Float.NaN));
        PointCloud cloud = BackProjection.builder(nothing, new CameraIntrinsics(1, 1, 0, 0))
                .build()
                .pointCloud();

        assertThatThrownBy(() -> PlyFile.write(cloud, Axes.CAMERA, folder.resolve("points.ply")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "cloud must have at least one point, got 0; is there any depth that is valid, near enough and"
                                + " not beside an edge?");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void coloursAreThoseOfThePictureAtAnySize() {
        PointCloud same = coloured(BoxRoom.WIDTH, BoxRoom.HEIGHT);
        PointCloud larger = coloured(3 * BoxRoom.WIDTH, 3 * BoxRoom.HEIGHT);

        int last = same.size() - 1;
        assertThat(same.colorAt(0)).isEqualTo(0x000040);
        assertThat(same.colorAt(last)).isEqualTo(0xffff40);
        assertThat(larger.colorAt(last) >> 16).isBetween(253, 255);
        assertThat(same).hasToString("PointCloud[" + (last + 1) + " points, coloured]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 999, 1000, 1001, 2000, 3333})
    void coloursAreThoseWhereThePixelsMiddlesLie(int pictureWidth) {
        int width = 1000;
        float[] metres = new float[width];
        Arrays.fill(metres, 1);
        byte[] rgb = new byte[3 * pictureWidth];
        for (int x = 0; x < pictureWidth; x++) {
            rgb[3 * x + 1] = (byte) (x >> 8);
            rgb[3 * x + 2] = (byte) x;
        }

        PointCloud cloud = BackProjection.builder(
                        MetricDepth.of(FloatTensor.wrap(Shape.of(1, width), metres)), new CameraIntrinsics(1, 1, 0, 0))
                .edges(EdgeFilter.none())
                .picture(RgbImage.ofRgb(pictureWidth, 1, rgb))
                .build()
                .pointCloud();

        for (int x = 0; x < width; x++) {
            assertThat(cloud.colorAt(x)).isEqualTo((2 * x + 1) * pictureWidth / (2 * width));
        }
    }

    @Test
    void settingsOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> builder().stride(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stride must be in [1, 64], got 0");
        assertThatThrownBy(() -> builder().maximumDistance(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maximumDistance must be > 0, got -1.0");
        assertThatThrownBy(() -> EdgeFilter.grazingAngle(60))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("grazing angle must be in [0, 45] degrees, got 60.0");
        assertThatThrownBy(() -> EdgeFilter.relativeJump(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("relative jump must be > 0, got 0.0");
    }

    private static PointCloud coloured(int width, int height) {
        return builder()
                .edges(EdgeFilter.none())
                .picture(BoxRoom.picture(width, height))
                .build()
                .pointCloud();
    }

    private static BackProjection.Builder builder() {
        return BackProjection.builder(ROOM, BoxRoom.CAMERA);
    }

    /** Returns the largest change of depth to a neighbour in metres. */
    private static double jump(int x, int y) {
        double largest = 0;
        for (int[] step : new int[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
            int toX = Math.min(Math.max(x + step[0], 0), BoxRoom.WIDTH - 1);
            int toY = Math.min(Math.max(y + step[1], 0), BoxRoom.HEIGHT - 1);
            largest = Math.max(largest, Math.abs(ROOM.metresAt(x, y) - ROOM.metresAt(toX, toY)));
        }
        return largest;
    }

    /** Returns the largest distance from the scene as a share of the depth. */
    private static double worst(FloatTensor positions) {
        double worst = 0;
        for (int i = 0; i < positions.shape().extent(0); i++) {
            worst = Math.max(worst, distance(positions, i) / positions.get(3 * i + 2));
        }
        return worst;
    }

    private static long hanging(PointCloud cloud) {
        return IntStream.range(0, cloud.size())
                .filter(i -> distance(cloud.positions(), i) > 0.1)
                .count();
    }

    private static double distance(FloatTensor positions, int i) {
        return BoxRoom.distance(positions.get(3 * i), positions.get(3 * i + 1), positions.get(3 * i + 2));
    }
}
