package dev.marigold.testing;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.DiffusionBackendProvider;
import java.util.List;
import java.util.function.Function;

/**
 * Opens backends of a test.
 *
 * @param id of the provider
 * @param factory what opening does
 */
public record FakeBackendProvider(String id, Function<Checkpoint, DiffusionBackend> factory)
        implements DiffusionBackendProvider {
    /** Returns a provider of id {@code fake} that hands out one backend. */
    public static FakeBackendProvider of(DiffusionBackend backend) {
        return new FakeBackendProvider("fake", checkpoint -> backend);
    }

    @Override
    public void check(BackendOptions options) {
        requireKnown("device", options.device(), "cpu");
        requireKnown("precision", options.precision(), "fp32", "fp16");
        if (!options.properties().isEmpty()) {
            throw new ProviderUnavailableException(
                    "Backend '" + id + "' knows no properties, got " + options.properties());
        }
    }

    @Override
    public DiffusionBackend open(Checkpoint checkpoint, BackendOptions options) {
        check(options);
        return factory.apply(checkpoint);
    }

    private void requireKnown(String name, String value, String... known) {
        if (!List.of(known).contains(value)) {
            throw new ProviderUnavailableException(
                    "Backend '" + id + "' needs " + name + " in " + List.of(known) + ", got '" + value + "'");
        }
    }
}
