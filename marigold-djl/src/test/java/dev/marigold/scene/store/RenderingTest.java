package dev.marigold.scene.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.progress.Cancellation;
import dev.marigold.scene.RenderedScene;
import dev.marigold.scene.SceneGenerator;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RenderingTest {
    private static final int SCENES = 300;

    private final AtomicInteger kept = new AtomicInteger();

    /** Fails whenever the second of the threads has a scene. */
    private final class HalfBroken implements SceneStore {
        @Override
        public boolean has(long index) {
            return false;
        }

        @Override
        public void put(RenderedScene scene) throws IOException {
            if (Thread.currentThread().getName().endsWith("thread-2")) {
                throw new IOException("disk is full");
            }
            kept.incrementAndGet();
        }

        @Override
        public void finish() {
            // Keeps nothing.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void oneThreadThatFailsStopsTheOthers() {
        Rendering rendering = new Rendering(
                SceneGenerator.builder().seed(2).size(16, 12).build(),
                new HalfBroken(),
                (done, total) -> {},
                new Cancellation());

        assertThatThrownBy(() -> rendering.run(SCENES, 2))
                .isInstanceOf(IOException.class)
                .hasMessage("disk is full");
        // The second takes one scene, so that the first would have all others.
        assertThat(kept).hasValueLessThan(SCENES - 1);
    }
}
