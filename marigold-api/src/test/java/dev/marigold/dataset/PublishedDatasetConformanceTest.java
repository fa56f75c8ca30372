package dev.marigold.dataset;

import dev.marigold.testkit.DepthDatasetConformance;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A tar file of several pictures. */
class PublishedDatasetConformanceTest extends DepthDatasetConformance {
    private Path tar;
    private Path list;

    @BeforeEach
    void writeFiles(@TempDir Path root) throws IOException {
        Miniature files = new Miniature(root);
        for (int i = 0; i < 3; i++) {
            int offset = 500 * i;
            files.picture("scene/color/" + i + ".png", 17, 9 + i)
                    .grey16("scene/depth/" + i + ".png", 17, 9 + i, (x, y) -> offset + 100 * x + y);
        }
        tar = files.tar("./");
        list = files.list(
                "scene/color/0.png scene/depth/0.png",
                "scene/color/1.png scene/depth/1.png",
                "scene/color/2.png scene/depth/2.png");
    }

    @Override
    protected DepthDataset open() throws IOException {
        return PublishedDataset.open(PublishedLayout.SCANNET, tar, list);
    }
}
