package dev.marigold.internal.provider;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.CheckpointRequest;
import dev.marigold.spi.CheckpointSourceProvider;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.SchedulerProvider;
import java.nio.file.Path;
import java.util.Set;

/** Providers to be found; they are only asked who they are. */
public final class PluginFixtures {
    private PluginFixtures() {}

    /** A backend. */
    public static class Alpha implements DiffusionBackendProvider {
        @Override
        public String id() {
            return "alpha";
        }

        @Override
        public DiffusionBackend open(Checkpoint checkpoint, BackendOptions options) {
            throw new UnsupportedOperationException("not opened in this test");
        }
    }

    /** Another backend. */
    public static final class Beta extends Alpha {
        @Override
        public String id() {
            return "beta";
        }
    }

    /** A backend with the id of another. */
    public static final class AlphaTwin extends Alpha {}

    /** A backend whose id nobody can name. */
    public static final class Nameless extends Alpha {
        @Override
        public String id() {
            return "No Name";
        }
    }

    /** A backend whose constructor fails. */
    public static final class Broken extends Alpha {
        /** Fails. */
        public Broken() {
            throw new IllegalStateException("no native library");
        }
    }

    /** A backend without an id. */
    public static final class Anonymous extends Alpha {
        @Override
        public String id() {
            return null;
        }
    }

    /** A backend that does not tell its id. */
    public static final class Silent extends Alpha {
        @Override
        public String id() {
            throw new UnsupportedOperationException("no properties file");
        }
    }

    /** What some backends extend. */
    public static class Library extends Alpha {}

    /** A backend on the library. */
    public static final class OnLibrary extends Library {}

    /** Another backend on the library. */
    public static final class AlsoOnLibrary extends Library {}

    /** A source whose references look like paths on a drive. */
    public static final class Drive implements CheckpointSourceProvider {
        @Override
        public String id() {
            return "d";
        }

        @Override
        public Path resolve(String reference, CheckpointRequest request) {
            throw new UnsupportedOperationException("not asked in this test");
        }
    }

    /** A scheduler for a class. */
    public static class Plms implements SchedulerProvider {
        @Override
        public String id() {
            return "plms";
        }

        @Override
        public Set<String> classNames() {
            return Set.of("PNDMScheduler");
        }

        @Override
        public Scheduler create(SchedulerConfig config) {
            throw new UnsupportedOperationException("not created in this test");
        }
    }

    /** A scheduler that does not say for which classes it is. */
    public static final class Unclassed extends Plms {
        @Override
        public String id() {
            return "unclassed";
        }

        @Override
        public Set<String> classNames() {
            return null;
        }
    }

    /** A scheduler for the class of another. */
    public static final class OtherPlms extends Plms {
        @Override
        public String id() {
            return "other-plms";
        }
    }
}
