package dev.marigold.dataset;

import dev.marigold.tensor.Shape;
import dev.marigold.testkit.DepthDatasetConformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An index of one map of each kind and format. */
class IndexDatasetConformanceTest extends DepthDatasetConformance {
    private Path index;

    @BeforeEach
    void writeFiles(@TempDir Path root) throws IOException {
        Miniature files = new Miniature(root)
                .picture("a.png", 3, 2)
                .picture("b/a.png", 3, 2)
                .grey16("a.depth.png", 3, 2, (x, y) -> x + y)
                .npy("b/a.depth.npy", Shape.of(2, 3), 1, 0, 0.5f, Float.NaN, -1, 2);
        index = Files.writeString(
                files.base().resolve("index.csv"),
                "rgb,gt,kind\na.png,a.depth.png,depth\nb/a.png,b/a.depth.npy,disparity\n");
    }

    @Override
    protected DepthDataset open() throws IOException {
        return IndexDataset.open(index);
    }
}
