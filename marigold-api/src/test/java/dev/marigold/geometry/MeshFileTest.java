package dev.marigold.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marigold.calibration.MetricDepth;
import dev.marigold.image.ImageLimits;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshFileTest {
    private static final RgbImage PICTURE = BoxRoom.picture(BoxRoom.WIDTH, BoxRoom.HEIGHT);
    private static final TriangleMesh ROOM = BackProjection.builder(MetricDepth.of(BoxRoom.depth()), BoxRoom.CAMERA)
            .picture(PICTURE)
            .build()
            .mesh();
    private static final TriangleMesh EMPTY = BackProjection.builder(
                    MetricDepth.of(FloatTensor.copyOf(Shape.of(1, 2), 1, 1)), BoxRoom.CAMERA)
            .build()
            .mesh();
    private static final String NO_TRIANGLES =
            "mesh must have at least one triangle, got 0; is there any depth that is valid, near enough and not beside an"
                    + " edge?";

    @TempDir
    Path directory;

    @Test
    void glbIsTwoAlignedChunksOfTheStatedLengths() throws IOException {
        ByteBuffer file = glb(ROOM);

        assertThat(file.getInt(0)).isEqualTo(0x46546C67);
        assertThat(file.getInt(4)).isEqualTo(2);
        assertThat(file.getInt(8)).isEqualTo(file.capacity());
        int json = file.getInt(12);
        assertThat(json % 4).isZero();
        assertThat(file.getInt(16)).isEqualTo(0x4E4F534A);
        assertThat(file.getInt(20 + json)).isEqualTo(file.capacity() - 28 - json);
        assertThat(file.getInt(20 + json) % 4).isZero();
        assertThat(file.getInt(24 + json)).isEqualTo(0x004E4942);
    }

    @Test
    void glbViewsAreAlignedApartAndInsideTheBuffer() throws IOException {
        for (TriangleMesh mesh : List.of(ROOM, ROOM.withVertexColors())) {
            JsonNode json = json(glb(mesh));
            long end = 0;
            for (JsonNode view : json.get("bufferViews")) {
                assertThat(view.get("byteOffset").asLong() % 4).isZero();
                assertThat(view.get("byteOffset").asLong()).isBetween(end, end + 3);
                end = view.get("byteOffset").asLong() + view.get("byteLength").asLong();
            }
            assertThat(end)
                    .isBetween(
                            json.at("/buffers/0/byteLength").asLong() - 3,
                            json.at("/buffers/0/byteLength").asLong());
        }
    }

    @Test
    void glbHoldsTheMeshTurnedUpright() throws IOException {
        ByteBuffer file = glb(ROOM);
        JsonNode json = json(file);

        JsonNode positions = accessor(json, "POSITION");
        int at = offset(file, json, positions);
        float[] least = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};
        float[] most = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
        assertThat(positions.get("count").asInt()).isEqualTo(ROOM.vertexCount());
        for (int i = 0; i < 3 * ROOM.vertexCount(); i++) {
            float value = file.getFloat(at + 4 * i);
            assertThat(value).isEqualTo((i % 3 == 0 ? 1 : -1) * ROOM.positions().get(i));
            least[i % 3] = Math.min(least[i % 3], value);
            most[i % 3] = Math.max(most[i % 3], value);
        }
        for (int axis = 0; axis < 3; axis++) {
            assertThat((float) positions.get("min").get(axis).asDouble()).isEqualTo(least[axis]);
            assertThat((float) positions.get("max").get(axis).asDouble()).isEqualTo(most[axis]);
        }
    }

    @Test
    void glbTrianglesAreThoseOfTheMesh() throws IOException {
        ByteBuffer file = glb(ROOM);
        JsonNode json = json(file);

        JsonNode indices = json.get("accessors")
                .get(json.at("/meshes/0/primitives/0/indices").asInt());
        int at = offset(file, json, indices);
        assertThat(indices.get("count").asInt()).isEqualTo(3 * ROOM.triangleCount());
        for (int i = 0; i < 3 * ROOM.triangleCount(); i++) {
            assertThat(file.getInt(at + 4 * i)).isEqualTo(ROOM.vertexOf(i / 3, i % 3));
        }
    }

    @Test
    void glbCarriesThePicture() throws IOException {
        ByteBuffer file = glb(ROOM);
        JsonNode json = json(file);

        JsonNode view =
                json.get("bufferViews").get(json.at("/images/0/bufferView").asInt());
        byte[] png = new byte[view.get("byteLength").asInt()];
        file.get(binary(file) + view.get("byteOffset").asInt(), png);
        RgbImage texture = RgbImage.read(new ByteArrayInputStream(png), "texture", ImageLimits.defaults());
        assertThat(texture.toTensor()).isEqualTo(PICTURE.toTensor());
        assertThat(json.at("/images/0/mimeType").asText()).isEqualTo("image/png");
        assertThat(json.at("/materials/0/pbrMetallicRoughness/baseColorTexture/index")
                        .asInt(-1))
                .isZero();
        assertThat(accessor(json, "TEXCOORD_0").get("type").asText()).isEqualTo("VEC2");
    }

    @Test
    void glbVertexColoursAreLinear() throws IOException {
        TriangleMesh coloured = ROOM.withVertexColors();
        ByteBuffer file = glb(coloured);
        JsonNode json = json(file);

        JsonNode colors = accessor(json, "COLOR_0");
        int at = offset(file, json, colors);
        // 64/255 in sRGB is 0.0513 of the light.
        assertThat(Short.toUnsignedInt(file.getShort(at + 4)) / 65535.0).isCloseTo(0.0513, within(1e-4));
        assertThat(Short.toUnsignedInt(file.getShort(at + 6))).isEqualTo(65535);
        assertThat(colors.get("normalized").asBoolean()).isTrue();
        assertThat(json.has("textures")).isFalse();
        assertThat(json.has("images")).isFalse();
    }

    @Test
    void glbWithoutColoursIsLeftToTheLightOfTheViewer() throws IOException {
        TriangleMesh plain = BackProjection.builder(MetricDepth.of(BoxRoom.depth()), BoxRoom.CAMERA)
                .build()
                .mesh();

        assertThat(json(glb(plain)).has("extensionsUsed")).isFalse();
        assertThat(json(glb(ROOM)).at("/materials/0/extensions").has("KHR_materials_unlit"))
                .isTrue();
    }

    @Test
    void objHoldsTheTurnedMeshAndNamesItsMaterial() throws IOException {
        Path file = directory.resolve("my room.obj");

        List<Path> files = ObjFile.write(ROOM, file);

        Path material = directory.resolve("my_room.mtl");
        Path picture = directory.resolve("my_room_texture.png");
        assertThat(files).containsExactly(file, material, picture);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).contains("mtllib my_room.mtl", "usemtl picture");
        assertThat(material).content().contains("newmtl picture\n", "map_Kd my_room_texture.png\n");
        assertThat(RgbImage.read(picture).toTensor()).isEqualTo(PICTURE.toTensor());
        List<String> vertices =
                lines.stream().filter(line -> line.startsWith("v ")).toList();
        FloatTensor positions = ROOM.positions();
        assertThat(vertices).hasSize(ROOM.vertexCount());
        assertThat(vertices.get(7))
                .isEqualTo("v " + positions.get(21) + " " + -positions.get(22) + " " + -positions.get(23));
        int first = ROOM.vertexOf(0, 0) + 1;
        assertThat(lines.stream().filter(line -> line.startsWith("f ")))
                .hasSize(ROOM.triangleCount())
                .first()
                .asString()
                .startsWith("f " + first + "/" + first + "/" + first + " ");
        assertThat(lines).anyMatch(line -> line.startsWith("vt 0.003125 0.99583"));
    }

    @Test
    void objDoesNotReplaceItsMaterial() {
        Path file = directory.resolve("room.mtl");

        assertThatThrownBy(() -> ObjFile.write(ROOM, file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("file must not have the name of its own material or texture, got " + file);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void objWithVertexColoursIsOneFile() throws IOException {
        TriangleMesh coloured = ROOM.withVertexColors();

        List<Path> files = ObjFile.write(coloured, directory.resolve("room.obj"));

        assertThat(files).hasSize(1);
        assertThat(Files.readAllLines(files.get(0)))
                .anyMatch(line -> line.matches("v( -?[0-9.E-]+){3} [0-9.]+ [0-9.]+ 0\\.2509804"))
                .anyMatch(line -> line.matches("f \\d+//\\d+ \\d+//\\d+ \\d+//\\d+"));
    }

    @Test
    void plyHoldsPointsAndColoursInTheChosenAxes() throws IOException {
        PointCloud cloud = BackProjection.builder(MetricDepth.of(BoxRoom.depth()), BoxRoom.CAMERA)
                .picture(PICTURE)
                .build()
                .pointCloud();

        assertThat(PlyReader.read(ply(cloud, Axes.CAMERA)).positions()).isEqualTo(cloud.positions());
        PlyReader upright = PlyReader.read(ply(cloud, Axes.Y_UP));
        for (int i = 0; i < cloud.size(); i++) {
            assertThat(upright.positions().get(3 * i))
                    .isEqualTo(cloud.positions().get(3 * i));
            assertThat(upright.positions().get(3 * i + 1))
                    .isEqualTo(-cloud.positions().get(3 * i + 1));
            assertThat(upright.positions().get(3 * i + 2))
                    .isEqualTo(-cloud.positions().get(3 * i + 2));
            assertThat(upright.colors().get(i)).isEqualTo(cloud.colorAt(i));
        }
    }

    @Test
    void plyWithoutColoursHasNone() throws IOException {
        PointCloud cloud = BackProjection.builder(
                        MetricDepth.of(FloatTensor.copyOf(Shape.of(1, 1), 2)), new CameraIntrinsics(1, 1, 0, 0))
                .build()
                .pointCloud();

        byte[] file = Files.readAllBytes(ply(cloud, Axes.Y_UP));

        String header = """
                ply
                format binary_little_endian 1.0
                comment metres, x right, y up, z backwards
                element vertex 1
                property float x
                property float y
                property float z
                end_header
                """;
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).startsWith(header);
        assertThat(file).hasSize(header.length() + 12);
    }

    @Test
    void meshWithoutTrianglesIsRefused() {
        assertThatThrownBy(() -> GlbFile.write(EMPTY, directory.resolve("empty.glb")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(NO_TRIANGLES);
        assertThatThrownBy(() -> ObjFile.write(EMPTY, directory.resolve("empty.obj")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(NO_TRIANGLES);
        assertThat(directory).isEmptyDirectory();
    }

    private Path ply(PointCloud cloud, Axes axes) throws IOException {
        Path file = directory.resolve(axes + ".ply");
        PlyFile.write(cloud, axes, file);
        return file;
    }

    private ByteBuffer glb(TriangleMesh mesh) throws IOException {
        Path file = directory.resolve("room.glb");
        GlbFile.write(mesh, file);
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static JsonNode json(ByteBuffer file) throws IOException {
        byte[] json = new byte[file.getInt(12)];
        file.get(20, json);
        return new ObjectMapper().readTree(json);
    }

    private static JsonNode accessor(JsonNode json, String attribute) {
        return json.get("accessors")
                .get(json.at("/meshes/0/primitives/0/attributes/" + attribute).asInt());
    }

    private static int binary(ByteBuffer file) {
        return 28 + file.getInt(12);
    }

    private static int offset(ByteBuffer file, JsonNode json, JsonNode accessor) {
        JsonNode view = json.get("bufferViews").get(accessor.get("bufferView").asInt());
        return binary(file) + view.get("byteOffset").asInt();
    }
}
