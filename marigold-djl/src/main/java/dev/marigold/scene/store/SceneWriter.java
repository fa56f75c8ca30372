package dev.marigold.scene.store;

import static java.util.Objects.requireNonNull;

import dev.marigold.error.CancelledException;
import dev.marigold.internal.file.FolderLock;
import dev.marigold.progress.Cancellation;
import dev.marigold.scene.SceneGenerator;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * Renders scenes 0, 1, 2 … of a generator to a folder, on several threads. A run that was stopped goes on where it was when it is started
 * again; a larger number adds to what is there. A folder with scenes of other settings, or with anything that was not rendered to it first, is
 * left as it is; what somebody adds to rendered scenes stays. Immutable; of two writers to one folder
 * the second is refused, whatever process it is in.
 *
 * <p>Depth is that along the optical axis, in metres. Every scene has a camera of its own, {@code fx, fy, cx, cy}: focal lengths and principal
 * point in pixels, the centre of the upper left pixel being (0, 0), as {@link dev.marigold.geometry.CameraIntrinsics} takes them.
 *
 * @see SceneFormat
 */
public final class SceneWriter {
    private final SceneGenerator generator;
    private final Path folder;
    private final SceneFormat format;
    private final Set<SceneMap> maps;
    private final int threads;
    private final RenderListener listener;
    private final Cancellation cancellation;

    private SceneWriter(Builder builder) {
        generator = builder.generator;
        folder = builder.folder;
        format = builder.format;
        maps = EnumSet.copyOf(builder.maps);
        threads = builder.threads;
        listener = builder.listener;
        cancellation = builder.cancellation;
    }

    /** Returns a builder of a writer to a folder, which is made if absent. */
    public static Builder builder(SceneGenerator generator, Path folder) {
        return new Builder(generator, folder);
    }

    /**
     * Renders scenes until there are {@code count} of them.
     *
     * @param count at least 1
     * @throws IllegalArgumentException if {@code count} is below 1, or too large for packed arrays
     * @throws IOException if a file cannot be written, the folder holds scenes of other settings, or files and no scenes, or another writer is
     *     at work there
     * @throws CancelledException if the writer was cancelled or the thread is interrupted; the folder can be taken up again
     */
    public void write(long count) throws IOException {
        if (count < 1 || count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("count must be in [1, " + Integer.MAX_VALUE + "], got " + count);
        }
        cancellation.throwIfCancelled();
        try {
            fill(count);
        } catch (InterruptedException | ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("The rendering was cancelled: its thread was interrupted", e);
        }
    }

    private void fill(long count) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        SceneFolder scenes = new SceneFolder(folder, generator.settings() + "\nformat=" + format + "\nmaps=" + maps);
        FolderLock lock = scenes.claim();
        try (lock;
                SceneStore store = open(count)) {
            new Rendering(generator, store, listener, cancellation).run(count, threads);
            store.finish();
        }
    }

    private SceneStore open(long count) throws IOException {
        return switch (format) {
            case PNG -> FolderStore.open(folder, PictureFormat.PNG, maps);
            case JPEG -> FolderStore.open(folder, PictureFormat.JPEG, maps);
            case RAW -> RawStore.open(folder, generator, count);
        };
    }

    /** Collects how to write. */
    public static final class Builder {
        private static final int MOST_THREADS = 1024;

        private final SceneGenerator generator;
        private final Path folder;
        private SceneFormat format = SceneFormat.PNG;
        private Set<SceneMap> maps = EnumSet.noneOf(SceneMap.class);
        private int threads = Runtime.getRuntime().availableProcessors();
        private RenderListener listener = (done, total) -> {};
        private Cancellation cancellation = new Cancellation();

        private Builder(SceneGenerator generator, Path folder) {
            this.generator = requireNonNull(generator, "generator");
            this.folder = requireNonNull(folder, "folder");
        }

        /** Sets how scenes are kept; default PNG pictures and an index. */
        public Builder format(SceneFormat format) {
            this.format = requireNonNull(format, "format");
            return this;
        }

        /** Sets which maps are written besides depth; default none. */
        public Builder maps(Set<SceneMap> maps) {
            EnumSet<SceneMap> copy = EnumSet.noneOf(SceneMap.class);
            copy.addAll(maps);
            this.maps = copy;
            return this;
        }

        /**
         * Sets how many threads render; default the number of processors.
         *
         * @param threads in [1, 1024]
         * @throws IllegalArgumentException if {@code threads} is outside its range
         */
        public Builder threads(int threads) {
            if (threads < 1 || threads > MOST_THREADS) {
                throw new IllegalArgumentException("threads must be in [1, " + MOST_THREADS + "], got " + threads);
            }
            this.threads = threads;
            return this;
        }

        /** Sets who hears of every finished scene; default nobody. */
        public Builder listener(RenderListener listener) {
            this.listener = requireNonNull(listener, "listener");
            return this;
        }

        /** Sets what stops the writer after the scenes that are being rendered; default nothing but an interrupt. */
        public Builder cancellation(Cancellation cancellation) {
            this.cancellation = requireNonNull(cancellation, "cancellation");
            return this;
        }

        /**
         * Returns the writer.
         *
         * @throws IllegalArgumentException if maps are asked for in the raw format, which has none
         */
        public SceneWriter build() {
            if (format == SceneFormat.RAW && !maps.isEmpty()) {
                throw new IllegalArgumentException("maps must be empty for the raw format, got " + maps);
            }
            return new SceneWriter(this);
        }
    }
}
