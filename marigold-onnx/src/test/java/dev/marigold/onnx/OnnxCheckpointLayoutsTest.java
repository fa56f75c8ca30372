package dev.marigold.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.DepthEstimator;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.Weights;
import dev.marigold.engine.RewrittenCheckpoint;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ONNX Runtime itself opens the weights, so what it makes of links, shards and element types is not ours to know without asking. */
class OnnxCheckpointLayoutsTest {
    /** Kernels may see a weight as a constant in one case and as the result of a conversion in the other. */
    private static final float WIDENING_TOLERANCE = 1e-5f;

    /** Weights of 8 bits through all networks. */
    private static final double BFLOAT16_TOLERANCE = 0.05;

    @TempDir
    private Path folder;

    private static FloatTensor depth(Path checkpoint) throws IOException {
        RgbImage image = RgbImage.read(RewrittenCheckpoint.ORIGINAL.resolve("input.png"));
        try (DepthEstimator estimator = DepthEstimator.builder()
                .checkpoint(checkpoint)
                .backend(new OnnxBackendProvider())
                .build()) {
            return estimator.estimate(image).depth();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege")
    void theCacheOfTheHubIsReadThroughItsLinks() throws IOException {
        Path blobs = Files.createDirectories(folder.resolve("models--a--b").resolve("blobs"));
        Path snapshot = folder.resolve("models--a--b").resolve("snapshots").resolve("0123");
        for (Path file : RewrittenCheckpoint.files(RewrittenCheckpoint.ORIGINAL)) {
            Path name = RewrittenCheckpoint.ORIGINAL.relativize(file);
            Path blob = blobs.resolve(Integer.toHexString(name.hashCode()));
            Files.copy(file, blob);
            Path link = snapshot.resolve(name);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, link.getParent().relativize(blob));
        }

        assertThat(depth(snapshot)).isEqualTo(depth(RewrittenCheckpoint.ORIGINAL));
    }

    @Test
    void shardsSideBySideAreOneNetwork() throws IOException {
        RewrittenCheckpoint sharded = RewrittenCheckpoint.copy(
                folder, (weights, file) -> shard(weights, file, file.getParent(), file.getParent()));

        assertThat(depth(sharded.directory())).isEqualTo(depth(RewrittenCheckpoint.ORIGINAL));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege")
    void shardsInDifferentFoldersAreOneNetwork() throws IOException {
        RewrittenCheckpoint sharded = RewrittenCheckpoint.copy(folder.resolve("checkpoint"), (weights, file) -> {
            String network = file.getParent().getFileName().toString();
            shard(
                    weights,
                    file,
                    folder.resolve("here").resolve(network),
                    folder.resolve("there").resolve(network));
        });

        assertThat(depth(sharded.directory())).isEqualTo(depth(RewrittenCheckpoint.ORIGINAL));
    }

    /** Writes two shards into folders, links to them beside the file where they are elsewhere, and the index. */
    private static void shard(Weights weights, Path file, Path first, Path second) throws IOException {
        String base = file.getFileName().toString().replace(".safetensors", "");
        String half = weights.names().stream()
                .skip(weights.names().size() / 2)
                .findFirst()
                .orElseThrow();
        String one = base + "-00001-of-00002.safetensors";
        String two = base + "-00002-of-00002.safetensors";
        RewrittenCheckpoint.extract(weights, name -> name.compareTo(half) < 0, first.resolve(one));
        RewrittenCheckpoint.extract(weights, name -> name.compareTo(half) >= 0, second.resolve(two));
        if (!first.equals(file.getParent())) {
            Files.createSymbolicLink(file.resolveSibling(one), first.resolve(one));
            Files.createSymbolicLink(file.resolveSibling(two), second.resolve(two));
        }
        String entries = weights.names().stream()
                .map(name -> "\"" + name + "\": \"" + (name.compareTo(half) < 0 ? one : two) + "\"")
                .collect(Collectors.joining(", "));
        Files.writeString(file.resolveSibling(base + ".safetensors.index.json"), "{\"weight_map\": {" + entries + "}}");
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"BF16", "F8_E4M3"})
    void narrowTypesAreWidenedExactly(DType dtype) throws IOException {
        Path stored = RewrittenCheckpoint.copy(folder.resolve("stored"), RewrittenCheckpoint.stored(dtype))
                .directory();
        Path rounded = RewrittenCheckpoint.copy(folder.resolve("rounded"), RewrittenCheckpoint.rounded(dtype))
                .directory();

        FloatTensor depth = depth(stored);

        assertThat(Checkpoint.open(stored).unetWeights().parameterTypes()).containsExactly(dtype);
        assertThat(depth.toArray()).containsExactly(depth(rounded).toArray(), within(WIDENING_TOLERANCE));
    }

    @Test
    void bfloat16IsCloseToSinglePrecision() throws IOException {
        Path halved = RewrittenCheckpoint.copy(folder, RewrittenCheckpoint.stored(DType.BF16))
                .directory();

        assertThat(meanDifference(depth(halved), depth(RewrittenCheckpoint.ORIGINAL)))
                .isPositive()
                .isLessThan(BFLOAT16_TOLERANCE);
    }

    private static double meanDifference(FloatTensor a, FloatTensor b) {
        double sum = 0;
        for (int i = 0; i < a.toArray().length; i++) {
            sum += Math.abs(a.get(i) - b.get(i));
        }
        return sum / a.toArray().length;
    }
}
