package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marigold.DepthEstimator;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {
    private static final Path README = Path.of("..", "..", "README.md");
    private static final Path PICTURE = Path.of("..", "pictures", "scene.png");

    @TempDir
    private Path directory;

    @Test
    void aPictureBecomesADepthMapOfItsSize() throws IOException {
        Path depth = directory.resolve("depth.png");

        QuickStart.main(new String[] {PICTURE.toString(), depth.toString()});

        RgbImage picture = RgbImage.read(PICTURE);
        RgbImage map = RgbImage.read(depth);
        assertThat(map.width()).isEqualTo(picture.width());
        assertThat(map.height()).isEqualTo(picture.height());
        assertThat(map.toTensor()).isNotEqualTo(picture.toTensor());
    }

    @Test
    void theReadmeShowsThisProgram() throws IOException {
        String source = Files.readString(Path.of("src", "main", "java", "com", "example", "QuickStart.java"));

        assertThat(readmeBlock("java")).isEqualTo(source.substring(source.indexOf("import ")));
    }

    @Test
    void aPictureBecomesAMeshInMetres() throws IOException {
        Path checkpoint = directory.resolve("tiny");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(checkpoint);
        Path mesh = directory.resolve("scene.glb");
        List<Point> ends = nearestAndFarthest(checkpoint);

        SpaceStart.main(new String[] {
            checkpoint.toString(), PICTURE.toString(), mesh.toString(), ends.get(0) + ",1", ends.get(1) + ",5"
        });

        assertThat(Files.readAllBytes(mesh)).startsWith('g', 'l', 'T', 'F').hasSizeGreaterThan(10_000);
    }

    @Test
    void theReadmeShowsThatProgramToo() throws IOException {
        String source = Files.readString(Path.of("src", "main", "java", "com", "example", "SpaceStart.java"));

        assertThat(Files.readString(README))
                .contains("```java\n" + source.substring(source.indexOf("import ")) + "```\n");
    }

    @Test
    void theReadmeShowsThePomOfThisProject() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        String management = section(pom, "dependencyManagement");
        String dependencies =
                section(pom, "dependencies").replaceFirst("(?s)\\s*<!-- For the tests.*?-->.*(?=\\n</dep)", "");
        assertThat(readmeBlock("xml")).isEqualTo(management + dependencies);
    }

    private static List<Point> nearestAndFarthest(Path checkpoint) throws IOException {
        try (var estimator =
                DepthEstimator.builder().checkpoint(checkpoint.toString()).build()) {
            var prediction = estimator.estimate(RgbImage.read(PICTURE));
            var points = IntStream.range(0, prediction.width() * prediction.height())
                    .mapToObj(i -> new Point(i % prediction.width(), i / prediction.width()))
                    .sorted(Comparator.comparing(point -> prediction.depthAt(point.x(), point.y())))
                    .toList();
            return List.of(points.get(0), points.get(points.size() - 1));
        }
    }

    private record Point(int x, int y) {
        @Override
        public String toString() {
            return x + "," + y;
        }
    }

    /** Returns the first fenced block of a language. */
    private static String readmeBlock(String language) throws IOException {
        String readme = Files.readString(README);
        String fence = "```" + language + "\n";
        int start = readme.indexOf(fence) + fence.length();
        return readme.substring(start, readme.indexOf("```", start));
    }

    /** Returns a child of the project, with the indentation it would have alone. */
    private static String section(String pom, String element) {
        String open = "\n    <" + element + ">\n";
        String close = "    </" + element + ">\n";
        int start = pom.indexOf(open) + 1;
        String section = pom.substring(start, pom.indexOf("\n" + close, start) + 1 + close.length());
        return section.replaceAll("(?m)^    ", "");
    }
}
