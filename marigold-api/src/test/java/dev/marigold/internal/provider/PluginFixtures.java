package dev.marigold.internal.provider;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.spi.Scheduler;
import dev.marigold.spi.SchedulerProvider;
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

    /** A scheduler for the class of another. */
    public static final class OtherPlms extends Plms {
        @Override
        public String id() {
            return "other-plms";
        }
    }
}
