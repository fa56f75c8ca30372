package dev.marigold.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.calibration.MetricDepth;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriangleMeshTest {
    private static final MetricDepth ROOM = MetricDepth.of(BoxRoom.depth());

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void trianglesLieOnTheScene(int stride) {
        TriangleMesh mesh = room().stride(stride).build().mesh();

        // Where two walls meet between two pixels, a triangle cuts the corner: a pixel and a half at 5 m.
        double corner = 1.5 * 5 / BoxRoom.CAMERA.focalX() * stride;
        assertThat(mesh.triangleCount()).isGreaterThan(30_000 / (stride * stride));
        assertThat(worstCentroid(mesh)).isLessThan(corner);
    }

    @Test
    void withoutAFilterTrianglesHangBetweenTheBoxAndTheWall() {
        TriangleMesh mesh = room().edges(EdgeFilter.none()).build().mesh();

        assertThat(mesh.triangleCount()).isEqualTo(2 * (BoxRoom.WIDTH - 1) * (BoxRoom.HEIGHT - 1));
        assertThat(worstCentroid(mesh)).isGreaterThan(0.3);
    }

    @Test
    void normalsHaveLengthOneAndPointToTheCamera() {
        TriangleMesh mesh = room().build().mesh();

        for (int i = 0; i < mesh.vertexCount(); i++) {
            double length = 0;
            double towards = 0;
            for (int axis = 0; axis < 3; axis++) {
                length += Math.pow(mesh.normals().get(3 * i + axis), 2);
                towards += mesh.normals().get(3 * i + axis) * mesh.positions().get(3 * i + axis);
            }
            assertThat(length).isCloseTo(1, within(1e-5));
            assertThat(towards).isNegative();
        }
    }

    @Test
    void everyVertexBelongsToATriangle() {
        TriangleMesh mesh = room().build().mesh();
        boolean[] used = new boolean[mesh.vertexCount()];
        for (int t = 0; t < mesh.triangleCount(); t++) {
            for (int corner = 0; corner < 3; corner++) {
                used[mesh.vertexOf(t, corner)] = true;
            }
        }

        assertThat(used).doesNotContain(false);
    }

    @Test
    void squareWithAHoleIsOneTriangle() {
        for (int hole = 0; hole < 4; hole++) {
            float[] depth = {1, 1, 1, 1};
            depth[hole] = Float.NaN;

            TriangleMesh mesh = mesh(depth);

            assertThat(mesh.triangleCount()).isEqualTo(1);
            assertThat(mesh.vertexCount()).isEqualTo(3);
            assertThat(mesh.normals().get(2)).isEqualTo(-1);
        }
    }

    @Test
    void aDiagonalIsLongerThanAPixelInEveryGrid() {
        TriangleMesh mesh = BackProjection.builder(
                        MetricDepth.of(FloatTensor.copyOf(Shape.of(2, 2), 1.06f, 1, 1.12f, 1.5f)),
                        new CameraIntrinsics(2, 2, 0.5, 0.5))
                .edges(EdgeFilter.relativeJump(0.1))
                .build()
                .mesh();

        assertThat(mesh.triangleCount()).isEqualTo(1);
    }

    @Test
    void textureCoordinatesAreThoseOfPixelCentres() {
        TriangleMesh mesh = mesh(1, 1, 1, 1);

        assertThat(mesh.textureCoordinates().toArray())
                .containsExactly(0.25f, 0.25f, 0.75f, 0.25f, 0.25f, 0.75f, 0.75f, 0.75f);
    }

    @Test
    void vertexColoursReplaceTheTexture() {
        TriangleMesh textured = room().edges(EdgeFilter.none())
                .picture(BoxRoom.picture(320, 240))
                .build()
                .mesh();

        TriangleMesh coloured = textured.withVertexColors();

        assertThat(textured.texture()).isPresent();
        assertThat(textured.hasColors()).isFalse();
        assertThat(coloured.texture()).isEmpty();
        assertThat(coloured.colorAt(0)).isEqualTo(0x000140);
        assertThat(coloured.colorAt(coloured.vertexCount() - 1)).isEqualTo(0xffff40);
        assertThat(coloured.withVertexColors()).isSameAs(coloured);
    }

    @Test
    void coloursThatAreNotThereAreRefused() {
        TriangleMesh mesh = mesh(1, 1, 1, 1);

        assertThatThrownBy(() -> mesh.colorAt(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the vertices have no colours");
    }

    private static TriangleMesh mesh(float... depth) {
        return BackProjection.builder(
                        MetricDepth.of(FloatTensor.wrap(Shape.of(2, 2), depth)), new CameraIntrinsics(2, 2, 0.5, 0.5))
                .build()
                .mesh();
    }

    private static BackProjection.Builder room() {
        return BackProjection.builder(ROOM, BoxRoom.CAMERA);
    }

    private static double worstCentroid(TriangleMesh mesh) {
        double worst = 0;
        for (int t = 0; t < mesh.triangleCount(); t++) {
            double[] centroid = new double[3];
            for (int corner = 0; corner < 3; corner++) {
                int vertex = mesh.vertexOf(t, corner);
                Arrays.setAll(
                        centroid, axis -> centroid[axis] + mesh.positions().get(3 * vertex + axis) / 3.0);
            }
            worst = Math.max(worst, BoxRoom.distance(centroid[0], centroid[1], centroid[2]));
        }
        return worst;
    }
}
