package dev.marigold.testkit;

import static dev.marigold.testkit.ConformanceTensors.copy;
import static dev.marigold.testkit.ConformanceTensors.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@code docs/spi.md} for backends. A subclass supplies the provider and a small checkpoint; the methods that return a
 * capability may be overridden to skip what the backend cannot do.
 */
public abstract class DiffusionBackendConformance {
    private static final int TIMESTEP = 499;
    private static final int THREADS = 4;

    private DiffusionBackend backend;
    private boolean closed;

    /** Creates the kit; JUnit does. */
    protected DiffusionBackendConformance() {}

    /** Returns the provider under test. */
    protected abstract DiffusionBackendProvider provider();

    /** Returns a checkpoint small enough to be run many times. */
    protected abstract Checkpoint checkpoint();

    /** Returns how the backend is opened; default: all defaults. */
    protected BackendOptions options() {
        return BackendOptions.builder().build();
    }

    /** Returns whether the provider is registered for discovery where the kit runs; default true. */
    protected boolean isDiscoverable() {
        return true;
    }

    /** Returns whether equal calls give equal bits; default true. */
    protected boolean isDeterministic() {
        return true;
    }

    /**
     * Returns how much a value in a batch may differ from the same value alone, relative to the largest value of the result; default
     * {@code 1e-4}, some hundred roundings in single precision.
     */
    protected double batchTolerance() {
        return 1e-4;
    }

    @BeforeEach
    void open() {
        backend = provider().open(checkpoint(), options());
    }

    @AfterEach
    void closeUnlessClosed() {
        if (!closed) {
            backend.close();
        }
    }

    private void close() {
        closed = true;
        backend.close();
    }

    private int channels() {
        return checkpoint().autoencoder().latentChannels();
    }

    private int targetChannels() {
        return channels() * checkpoint().targets();
    }

    private FloatTensor pictures(int count, int h, int w) {
        int f = checkpoint().autoencoder().downscaling();
        return random(Shape.of(count, 3, h * f, w * f));
    }

    private FloatTensor noisy(int count, int h, int w) {
        return random(Shape.of(count, channels() + targetChannels(), h, w));
    }

    private FloatTensor latents(int count, int h, int w) {
        return random(Shape.of(count, channels(), h, w));
    }

    private static FloatTensor random(Shape shape) {
        return uniform(shape, -1, 20241122);
    }

    /** One call of each network, on inputs of a number of pictures. */
    private List<Call> calls(int count) {
        return List.of(
                new Call("encode", pictures(count, 2, 3), x -> backend.encode(x)),
                new Call("denoise", noisy(count, 2, 3), x -> backend.denoise(x, TIMESTEP)),
                new Call("decode", latents(count, 2, 3), x -> backend.decode(x)));
    }

    private record Call(String name, FloatTensor input, NetworkCall network) {
        FloatTensor result() {
            return network.apply(input);
        }

        /** Returns the same call on other values. */
        Call other(long seed) {
            return new Call(name, uniform(input.shape(), -1, seed), network);
        }
    }

    @FunctionalInterface
    private interface NetworkCall {
        FloatTensor apply(FloatTensor input);
    }

    @Test
    @DisplayName("BACKEND-1: the id matches [a-z][a-z0-9-]* and stays the same")
    void theIdIsValid() {
        assertThat(provider().id())
                .matches("[a-z][a-z0-9-]*")
                .isEqualTo(provider().id());
    }

    @Test
    @DisplayName("BACKEND-2: the provider is discovered exactly once")
    void theProviderIsDiscoveredOnce() {
        assumeTrue(isDiscoverable(), "the provider is not registered where the kit runs");
        Class<?> type = provider().getClass();

        Stream<String> ids = ServiceLoader.load(DiffusionBackendProvider.class, type.getClassLoader()).stream()
                .map(found -> found.get().id());

        assertThat(ids.filter(provider().id()::equals)).hasSize(1);
    }

    @Test
    @DisplayName("BACKEND-3: encode returns [B, C, H/f, W/f]")
    void encodeReturnsLatents() {
        for (int[] size : sizes()) {
            FloatTensor result = backend.encode(pictures(size[0], size[1], size[2]));

            assertThat(result.shape()).isEqualTo(Shape.of(size[0], channels(), size[1], size[2]));
        }
    }

    @Test
    @DisplayName("BACKEND-4: denoise returns [B, C*T, h, w]")
    void denoiseReturnsTargets() {
        for (int[] size : sizes()) {
            FloatTensor result = backend.denoise(noisy(size[0], size[1], size[2]), TIMESTEP);

            assertThat(result.shape()).isEqualTo(Shape.of(size[0], targetChannels(), size[1], size[2]));
        }
    }

    @Test
    @DisplayName("BACKEND-5: decode returns [B, 3, h*f, w*f]")
    void decodeReturnsPictures() {
        int f = checkpoint().autoencoder().downscaling();
        for (int[] size : sizes()) {
            FloatTensor result = backend.decode(latents(size[0], size[1], size[2]));

            assertThat(result.shape()).isEqualTo(Shape.of(size[0], 3, size[1] * f, size[2] * f));
        }
    }

    /** Batch, height and width of a latent: one, odd ones, wide and tall ones. */
    private static List<int[]> sizes() {
        return List.of(
                new int[] {1, 1, 1}, new int[] {1, 3, 5}, new int[] {1, 5, 2}, new int[] {2, 4, 4}, new int[] {3, 1, 7
                });
    }

    @Test
    @DisplayName("BACKEND-6: results are finite, at the first and the last timestep too")
    void resultsAreFinite() {
        calls(1).forEach(call ->
                assertThat(call.result().isFinite()).as(call.name()).isTrue());
        assertThat(backend.denoise(noisy(1, 2, 2), 0).isFinite()).isTrue();
        assertThat(backend.denoise(noisy(1, 2, 2), 999).isFinite()).isTrue();
    }

    @Test
    @DisplayName("BACKEND-7: each entry of a batch is what it is alone")
    void batchesAreConsistent() {
        for (Call call : calls(3)) {
            FloatTensor together = call.result();
            for (int i = 0; i < 3; i++) {
                FloatTensor alone = call.network().apply(call.input().slice(i, i + 1));

                float[] expected = alone.toArray();
                double scale = largest(expected);
                assertThat(together.slice(i, i + 1).toArray())
                        .as(call.name() + " of entry " + i)
                        .containsExactly(expected, within((float) (batchTolerance() * scale)));
            }
        }
    }

    private static double largest(float[] values) {
        double largest = Float.MIN_NORMAL;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    @Test
    @DisplayName("BACKEND-8: arguments are left unchanged")
    void argumentsAreUnchanged() {
        for (Call call : calls(2)) {
            FloatTensor before = copy(call.input());

            call.result();

            assertThat(call.input()).as(call.name()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("BACKEND-9: results belong to the receiver and do not change when the backend is used again")
    void resultsAreNotReused() {
        for (Call call : calls(2)) {
            FloatTensor result = call.result();
            FloatTensor before = copy(result);

            call.other(1).result();

            assertThat(result).as(call.name()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("BACKEND-10: equal calls give equal results")
    void equalCallsGiveEqualResults() {
        assumeTrue(isDeterministic(), "the backend is not deterministic");

        calls(2).forEach(call -> assertThat(call.result()).as(call.name()).isEqualTo(call.result()));
    }

    @Test
    @DisplayName("BACKEND-11: threads may call every network at once")
    void threadsShareTheBackend() throws Exception {
        List<Callable<float[]>> tasks = new ArrayList<>();
        List<float[]> expected = new ArrayList<>();
        for (Call call : calls(1)) {
            for (int i = 0; i < 2 * THREADS; i++) {
                Call other = call.other(i);
                expected.add(other.result().toArray());
                tasks.add(() -> other.result().toArray());
            }
        }

        List<float[]> results = ConformanceThreads.together(THREADS, tasks);

        for (int i = 0; i < results.size(); i++) {
            float[] alone = expected.get(i);
            assertThat(results.get(i)).containsExactly(alone, within((float) (batchTolerance() * largest(alone))));
        }
    }

    @Test
    @DisplayName("BACKEND-12: arguments of another shape are refused with an IllegalArgumentException")
    void otherShapesAreRefused() {
        int f = checkpoint().autoencoder().downscaling();
        assertRefused(() -> backend.encode(random(Shape.of(1, 4, f, f))));
        assertRefused(() -> backend.encode(random(Shape.of(3, f, f))));
        if (f > 1) {
            assertRefused(() -> backend.encode(random(Shape.of(1, 3, f + 1, f))));
            assertRefused(() -> backend.encode(random(Shape.of(1, 3, f, f + 1))));
        }
        assertRefused(() -> backend.denoise(random(Shape.of(1, channels() + targetChannels() + 1, 2, 2)), TIMESTEP));
        assertRefused(() -> backend.denoise(random(Shape.of(channels() + targetChannels(), 2, 2)), TIMESTEP));
        assertRefused(() -> backend.decode(random(Shape.of(1, channels() + 1, 2, 2))));
        assertRefused(() -> backend.decode(random(Shape.of(channels(), 2, 2))));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("BACKEND-13: use after close is refused with an IllegalStateException")
    void useAfterCloseIsRefused() {
        List<Call> calls = calls(1);
        close();

        for (Call call : calls) {
            assertThatThrownBy(call::result).as(call.name()).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @DisplayName("BACKEND-14: closing twice has no effect")
    void closingTwiceHasNoEffect() {
        close();
        close();
    }

    @Test
    @DisplayName("BACKEND-15: closing one backend leaves another of the same provider open")
    void backendsAreIndependent() {
        try (DiffusionBackend other = provider().open(checkpoint(), options())) {
            close();

            assertThat(other.decode(latents(1, 1, 1)).isFinite()).isTrue();
        }
    }

    @Test
    @DisplayName("BACKEND-16: options that cannot be honoured are refused with a ProviderUnavailableException")
    void optionsThatCannotBeHonouredAreRefused() {
        assertUnavailable(options().toBuilder().device("no-such-device"));
        assertUnavailable(options().toBuilder().precision("no-such-precision"));
        assertUnavailable(options().toBuilder().property("no-such-property", "x"));
    }

    private void assertUnavailable(BackendOptions.Builder options) {
        assertThatThrownBy(() -> provider().open(checkpoint(), options.build()).close())
                .as(options.build().toString())
                .isInstanceOf(ProviderUnavailableException.class);
    }
}
