package dev.marigold.cli.depth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marigold.cli.Conformance;
import dev.marigold.cli.Outcome;
import dev.marigold.image.NpyFile;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricDepthCommandTest {
    private static final Conformance DEPTH = Conformance.named("depth-v1-1");
    private static final String HINT = "Try 'marigold depth --help'\n";
    private static final int WIDTH = 90;
    private static final int HEIGHT = 61;
    private static final double TOLERANCE = 1e-3;
    private static final float ROUNDING = 1e-5f;

    @TempDir
    Path folder;

    @Test
    void measuredDepthsGiveMetresWhateverAFewOfThemSay() throws IOException {
        Path csv = measured(2, 3);
        Path report = folder.resolve("report.json");

        Outcome outcome = depth("--known-depths", csv, "--formats", "npy,metric-npy", "--report", report);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err())
                .matches(
                        "marigold: INFO: " + DEPTH.picture()
                                + ": 24 of 30 measured depths agree within [0-9.e+-]+ %; metres = [0-9.]+ \\* value \\+ [0-9.]+\n");
        FloatTensor predicted = NpyFile.read(folder.resolve("input_depth.npy"));
        FloatTensor metres = NpyFile.read(folder.resolve("input_depth_metric.npy"));
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            assertThat(metres.get(i) / (2 + 3 * predicted.get(i)))
                    .isBetween(1 - (float) TOLERANCE, 1 + (float) TOLERANCE);
        }
        JsonNode calibration = new ObjectMapper().readTree(report.toFile()).at("/images/0/calibration");
        assertThat(calibration.get("domain").textValue()).isEqualTo("depth");
        assertThat(calibration.get("knownDepths").intValue()).isEqualTo(30);
        assertThat(calibration.get("inliers").intValue()).isEqualTo(24);
        assertThat(calibration.get("scale").doubleValue()).isBetween(3 - 3 * TOLERANCE, 3 + 3 * TOLERANCE);
    }

    @Test
    void aListOfASpreadsheetMayBeginWithAByteOrderMark() throws IOException {
        Path csv = measured(2, 3);
        Files.writeString(csv, "\ufeffx,y,metres\n" + Files.readString(csv).replace("x,y,metres\n", ""));

        Outcome outcome = depth("--known-depths", csv, "--formats", "metric-npy");

        assertThat(outcome.err()).startsWith("marigold: INFO: ");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void measuredMapGivesMetres() throws IOException {
        float[] metres = prediction().toArray();
        for (int i = 0; i < metres.length; i++) {
            metres[i] = i % 5 == 0 ? Float.NaN : 1 + 4 * metres[i];
        }
        Path map = folder.resolve("reference.npy");
        NpyFile.write(FloatTensor.wrap(Shape.of(HEIGHT, WIDTH), metres), map);

        Outcome outcome = depth("--known-depths", map, "--formats", "metric-npy");

        assertThat(outcome.exitCode()).isZero();
        assertThat(NpyFile.read(folder.resolve("input_depth_metric.npy")).get(1))
                .isBetween((float) (metres[1] * (1 - TOLERANCE)), (float) (metres[1] * (1 + TOLERANCE)));
    }

    @Test
    void measuredMapOfAnotherSizeIsRefusedBeforeAnythingIsComputed() throws IOException {
        Path map = folder.resolve("half.npy");
        NpyFile.write(FloatTensor.copyOf(Shape.of(2, 3), 1, 2, 3, 4, 5, 6), map);

        Outcome outcome = depth("--known-depths", map, "--formats", "color,metric-npy");

        assertFailed(outcome, DEPTH.picture() + ": " + map + " must have the size of the picture, 90x61, got 3x2");
    }

    @Test
    void oneMeasuredDepthIsEnoughBesideTheShift() throws IOException {
        float value = prediction().get(20 * WIDTH + 30);

        Outcome outcome = depth("--known-depth", "30,20=" + (1 + 2 * value), "--shift", 1, "--formats", "metric-npy");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).contains("1 of 1 measured depths agree", "metres = 2");
    }

    @Test
    void aCheckpointThatNamesItsRangeTellsTheMetres() throws IOException {
        Path checkpoint = metricCheckpoint();
        Path maps = folder.resolve("maps");

        Outcome outcome = Outcome.of(
                "depth", "--model", checkpoint, "--output", maps, "--formats", "npy,metric-npy", DEPTH.picture());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        FloatTensor predicted = NpyFile.read(maps.resolve("input_depth.npy"));
        FloatTensor metres = NpyFile.read(maps.resolve("input_depth_metric.npy"));
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            assertThat(metres.get(i)).isCloseTo(1.5f + 8.5f * predicted.get(i), within(1e-5f));
        }
        assertThat(Outcome.of("models", "info", checkpoint).out()).contains("1.5 to 10.0 m");
    }

    private Path metricCheckpoint() throws IOException {
        Path checkpoint = folder.resolve("metric");
        try (Stream<Path> files = Files.walk(DEPTH.directory())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(
                        file,
                        checkpoint.resolve(DEPTH.directory().relativize(file).toString()));
            }
        }
        Path index = checkpoint.resolve("model_index.json");
        ObjectNode keys = (ObjectNode) new ObjectMapper().readTree(index.toFile());
        keys.put("scale_invariant", false).put("shift_invariant", false);
        keys.putObject("depth_range_metres").put("near", 1.5).put("far", 10);
        Files.writeString(index, keys.toString());
        return checkpoint;
    }

    @Test
    void assumedRangeBecomesFilesInSpace() throws IOException {
        Outcome outcome = depth("--near", 1, "--far", 3, "--fov", 60, "--formats", "ply,obj,glb,metric-png,color");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines())
                .containsExactly(
                        in("input_depth_colored.png"),
                        in("input_depth_mm.png"),
                        in("input_cloud.ply"),
                        in("input_mesh.obj"),
                        in("input_mesh.mtl"),
                        in("input_mesh_texture.png"),
                        in("input_mesh.glb"));
        assertThat(outcome.out().lines())
                .allSatisfy(file -> assertThat(Path.of(file)).isNotEmptyFile());
        RgbImage picture = RgbImage.read(DEPTH.picture());
        assertThat(RgbImage.read(folder.resolve("input_mesh_texture.png")).toTensor())
                .isEqualTo(picture.toTensor());
        RgbImage millimetres = RgbImage.read(folder.resolve("input_depth_mm.png"));
        assertThat(millimetres.toTensor().get(0) * 65535).isBetween(1000f, 3000f);
    }

    @Test
    void pointsAreWhereTheFieldOfViewPutsThem() throws IOException {
        depth("--near", 1, "--far", 3, "--fov", 90, "--edge-angle", 0, "--formats", "ply,metric-npy");

        float metres = NpyFile.read(folder.resolve("input_depth_metric.npy")).get(0);
        byte[] ply = Files.readAllBytes(folder.resolve("input_cloud.ply"));
        String text = new String(ply, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("element vertex " + WIDTH * HEIGHT + "\n");
        ByteBuffer first = ByteBuffer.wrap(ply)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(text.indexOf("end_header\n") + "end_header\n".length());
        assertThat(first.getFloat() / metres).isCloseTo(-44.5f / 45, within(ROUNDING));
        assertThat(first.getFloat() / metres).isCloseTo(30f / 45, within(ROUNDING));
        assertThat(first.getFloat()).isEqualTo(-metres);
    }

    @Test
    void smallerMapHasTheFieldOfViewOfThePicture() throws IOException {
        depth(
                "--near",
                1,
                "--far",
                3,
                "--focal-px",
                45,
                "--edge-angle",
                0,
                "--no-match-input",
                "--formats",
                "ply,metric-npy");

        FloatTensor map = NpyFile.read(folder.resolve("input_depth_metric.npy"));
        byte[] ply = Files.readAllBytes(folder.resolve("input_cloud.ply"));
        String text = new String(ply, StandardCharsets.ISO_8859_1);
        float x = ByteBuffer.wrap(ply)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getFloat(text.indexOf("end_header\n") + "end_header\n".length());
        int width = map.shape().extent(1);
        assertThat(width).isLessThan(WIDTH);
        assertThat(x / map.get(0)).isCloseTo(-(width - 1f) / width, within(ROUNDING));
    }

    @Test
    void theAssumptionThatIsWrongIsNamed() {
        Outcome outcome = depth("--near", -1, "--far", 3, "--formats", "metric-png");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("Invalid value for option '--near': near must be finite and > 0, got -1.0");
    }

    @Test
    void focalLengthOfTheCameraIsUsed() throws IOException {
        Path photo = Files.write(folder.resolve("photo.png"), withFocalLength(Files.readAllBytes(DEPTH.picture())));

        Outcome outcome = Outcome.of(
                "depth",
                "--model",
                DEPTH.directory(),
                "--output",
                folder,
                "--near",
                1,
                "--far",
                3,
                "--formats",
                "glb",
                photo);

        assertThat(outcome.err()).isEmpty();
        assertThat(folder.resolve("photo_mesh.glb")).isNotEmptyFile();
    }

    @Test
    void vertexColoursNeedNoTexture() {
        Outcome outcome =
                depth("--near", 1, "--far", 3, "--fov", 60, "--vertex-colors", "--stride", 2, "--formats", "obj");

        assertThat(outcome.out()).isEqualTo(in("input_mesh.obj") + "\n");
        assertThat(folder.resolve("input_mesh.mtl")).doesNotExist();
    }

    @Test
    void depthsBeyondAPngAreCounted() {
        Outcome outcome = depth("--near", 70, "--far", 90, "--formats", "metric-png");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err())
                .isEqualTo("marigold: INFO: " + in("input_depth_mm.png") + " cannot hold 5490 of the depths, they are"
                        + " limited to 1 to 65535 mm\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    --formats ply --fov 60                | --formats ply needs metres, which a picture alone does not tell: give measured depths with --known-depth or --known-depths, or assume a range with --near and --far
                    --near 1 --far 3                      | metres need a format that holds them: one of metric-npy, metric-png, ply, obj, glb
                    --near 1                              | --near and --far must be given together, got only --near
                    --near 3 --far 1                      | Invalid value for option '--far': far must be > near 3.0 and at most 3.4028235E38, got 1.0
                    --near 1 --far 3 --known-depth 1,2=3  | --near and --far are assumptions for where nothing was measured; leave them out beside --known-depth and --known-depths
                    --known-depth 1,2=3                   | scale and shift need at least 2 measured depths, got 1; with --shift one is enough
                    --known-depth 1;2=3                   | Invalid value for option '--known-depth' (PLACE=METRES): must be X,Y=METRES or X,Y,WIDTH,HEIGHT=METRES, got '1;2=3'
                    --known-depth 1,2=-3                  | Invalid value for option '--known-depth' (PLACE=METRES): metres at (1, 2) must be finite and > 0, got -3.0
                    --calibrate metres                    | Invalid value for option '--calibrate': domain must be one of depth, disparity, got 'metres'
                    --shift 1                             | --calibrate, --shift and --known-noise need --known-depth or --known-depths
                    --calibrate disparity                 | --calibrate, --shift and --known-noise need --known-depth or --known-depths
                    --calibrate depth --near 1 --far 3 --formats metric-npy | --calibrate, --shift and --known-noise need --known-depth or --known-depths
                    --known-depth 1,2=3 --known-depth 2,3=4 --known-noise 2 | Invalid value for option '--known-noise': relativeNoise must be in [0.0001, 0.2], got 2.0
                    --known-depth 1,2=3 --known-depth 2,3=4 --formats metric-npy --no-match-input | measured depths are at pixels of the picture, leave out --no-match-input
                    --known-depth 1,2=3 --known-depth 2,3=4 --formats metric-npy second.png | measured depths belong to one picture, leave out the others: got 2 pictures
                    --fov 180                             | Invalid value for option '--fov': field of view must be in (0, 180) degrees, got 180.0
                    --fov 60 --focal-px 900               | --fov and --focal-px say the same, leave one of them out
                    --fov 60                              | --fov needs --formats with ply or obj or glb
                    --focal-px 900 --near 1 --far 3 --formats metric-npy | --focal-px needs --formats with ply or obj or glb
                    --edge-angle 0                        | --edge-angle needs --formats with ply or obj or glb
                    --stride 2                            | --stride needs --formats with ply or obj or glb
                    --max-distance 5                      | --max-distance needs --formats with ply or obj or glb
                    --vertex-colors --near 1 --far 3 --fov 60 --formats ply | --vertex-colors needs --formats with obj or glb
                    --stride 0                            | Invalid value for option '--stride': stride must be in [1, 64], got 0
                    """)
    void badUsageIsNamed(String options, String message) {
        Outcome outcome = depth((Object[]) options.split(" "));

        assertThat(outcome.err()).isEqualTo("marigold: " + message + "\n" + HINT);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bundled",
                "hf:prs-eth/marigold-depth-v1-0",
                "hf:prs-eth/marigold-depth-v1-1@main",
                "../../marigold-api/src/test/conformance/depth-v1-1"
            })
    void metresThatNothingTellsAreRefusedBeforeTheCheckpointIsOpened(String model) {
        Path output = folder.resolve("out");

        Outcome outcome =
                Outcome.of("depth", "--model", model, "--output", output, "--formats", "glb", DEPTH.picture());

        assertThat(outcome.err())
                .startsWith("marigold: --formats glb needs metres, ")
                .endsWith(HINT);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(output).doesNotExist();
    }

    @Test
    void pictureWithoutAFieldOfViewFailsBeforeAnythingIsComputed() {
        Outcome outcome = depth("--near", 1, "--far", 3, "--formats", "color,ply");

        assertFailed(
                outcome,
                "points and surfaces need --fov or --focal-px, because " + DEPTH.picture()
                        + " has no focal length in its EXIF");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void measurementOutsideThePictureFailsBeforeAnythingIsComputed() {
        Outcome outcome = depth("--known-depth", "90,1=3", "--known-depth", "3,3=4", "--formats", "color,metric-npy");

        assertFailed(outcome, DEPTH.picture() + ": known depth (90, 1) = 3.0 m must be inside the picture of 90x61");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void measurementsThatDoNotFitLoseOnlyTheMetres() {
        Outcome outcome = depth("--known-depth", "5,5=3", "--known-depth", "5,5=4", "--formats", "color,metric-npy");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("marigold: " + DEPTH.picture()
                        + ": known depths must lie where different values were predicted, or scale and shift cannot be told"
                        + " apart; got 2 at value ");
        assertThat(outcome.out()).isEqualTo(in("input_depth_colored.png") + "\n");
        assertThat(folder.resolve("input_depth_metric.npy")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1,2     | ' line 2 must be x,y,metres[,sigma], got '
                    1,b,3   | ' line 2 must be x,y,metres[,sigma] in whole pixels and in metres, got '
                    1,2,0   | ' line 2: metres at (1, 2) must be finite and > 0, got 0.0'
                    """)
    void damagedLineIsNamed(String line, String message) throws IOException {
        Path csv = Files.writeString(folder.resolve("known.csv"), "x,y,metres\n" + line + "\n");

        Outcome outcome = depth("--known-depths", csv, "--formats", "metric-npy");

        assertFailed(outcome, csv + message + (message.endsWith(" ") ? "'" + line + "'" : ""));
    }

    @Test
    void absentFileIsNamed() {
        Path absent = folder.resolve("absent.csv");

        assertFailed(depth("--known-depths", absent, "--formats", "metric-npy"), "No such file: " + absent);
    }

    /** Writes 30 measurements of the depth {@code near + scale * value}, every fifth of them wrong. */
    private Path measured(double near, double scale) throws IOException {
        FloatTensor predicted = prediction();
        List<String> lines = new ArrayList<>(List.of("x,y,metres", "# from a tape"));
        for (int k = 0; k < 30; k++) {
            int x = 7 * k % WIDTH;
            int y = 11 * k % HEIGHT;
            double metres = near + scale * predicted.get(y * WIDTH + x);
            lines.add(String.format(Locale.ROOT, "%d, %d, %.5f", x, y, k % 5 == 0 ? 3 * metres : metres));
        }
        return Files.write(folder.resolve("known.csv"), lines);
    }

    private FloatTensor prediction() throws IOException {
        assertThat(depth("--formats", "npy").exitCode()).isZero();
        return NpyFile.read(folder.resolve("input_depth.npy"));
    }

    private String in(String name) {
        return folder.resolve(name).toString();
    }

    private Outcome depth(Object... options) {
        List<Object> words = new ArrayList<>(List.of("depth", "--model", DEPTH.directory(), "--output", folder));
        words.addAll(List.of(options));
        words.add(DEPTH.picture());
        return Outcome.of(words.toArray());
    }

    private static void assertFailed(Outcome outcome, String message) {
        assertThat(outcome.err()).isEqualTo("marigold: " + message + "\n");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
    }

    /** Inserts an EXIF chunk behind the first one of a PNG: a directory that points to one with a focal length of 28 mm. */
    private static byte[] withFocalLength(byte[] png) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + 44);
        chunk.putInt(44).put("eXIf".getBytes(StandardCharsets.US_ASCII));
        chunk.putShort((short) 0x4d4d).putShort((short) 42).putInt(8);
        chunk.putShort((short) 1)
                .putShort((short) 0x8769)
                .putShort((short) 4)
                .putInt(1)
                .putInt(26)
                .putInt(0);
        chunk.putShort((short) 1)
                .putShort((short) 0xa405)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 28);
        CRC32 check = new CRC32();
        check.update(chunk.array(), 4, 48);
        chunk.putInt(52, (int) check.getValue());
        int firstEnd = 33;
        return ByteBuffer.allocate(png.length + 56)
                .put(png, 0, firstEnd)
                .put(chunk.array())
                .put(png, firstEnd, png.length - firstEnd)
                .array();
    }
}
