package dev.marigold.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.error.CancelledException;
import dev.marigold.error.ModelLoadException;
import dev.marigold.spi.MemoryMode;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.testing.Checkpoints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkBackendTest {
    private static final FloatTensor LATENT = zeros(1, 4, 1, 1);

    private static FloatTensor zeros(int... extents) {
        Shape shape = Shape.of(extents);
        return FloatTensor.wrap(shape, new float[(int) shape.elementCount()]);
    }

    private static NetworkBackend open(NetworkEngine engine, MemoryMode mode) {
        return NetworkBackend.open(Checkpoints.depth(), engine, mode);
    }

    @Test
    void everyNetworkIsCompiledOnceAndClosedOnce() {
        FakeEngine engine = new FakeEngine();

        try (NetworkBackend backend = open(engine, MemoryMode.DEFAULT)) {
            backend.decode(LATENT);
            backend.decode(LATENT);
        }

        assertThat(engine.events)
                .startsWith(
                        "compile text encoder to run ONCE",
                        "run text encoder",
                        "close text encoder",
                        "compile unet to run OFTEN",
                        "compile vae encoder to run OFTEN",
                        "compile vae decoder to run OFTEN",
                        "run vae decoder",
                        "run vae decoder")
                .endsWith("close vae decoder", "close vae encoder", "close unet", "close engine")
                .hasSize(12);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEFAULT")
    void modesThatSaveKeepOneNetworkAtATime(MemoryMode mode) {
        FakeEngine engine = new FakeEngine();

        try (NetworkBackend backend = open(engine, mode)) {
            backend.encode(zeros(1, 3, 8, 8));
            backend.denoise(zeros(1, 8, 1, 1), 1);
            backend.denoise(zeros(1, 8, 1, 1), 0);
            backend.decode(LATENT);
        }

        assertThat(engine.events)
                .containsExactly(
                        "compile text encoder to run ONCE",
                        "run text encoder",
                        "close text encoder",
                        "compile vae encoder to run OFTEN",
                        "run vae encoder",
                        "close vae encoder",
                        "compile unet to run OFTEN",
                        "run unet",
                        "run unet",
                        "close unet",
                        "compile vae decoder to run OFTEN",
                        "run vae decoder",
                        "close vae decoder",
                        "close engine");
    }

    @ParameterizedTest
    @EnumSource
    void closingTwiceHasNoEffect(MemoryMode mode) {
        FakeEngine engine = new FakeEngine();
        NetworkBackend backend = open(engine, mode);
        backend.close();
        List<String> once = List.copyOf(engine.events);

        backend.close();

        assertThat(engine.events).isEqualTo(once);
    }

    @Test
    void whatWasCompiledIsClosedWhenALaterNetworkIsRefused() {
        FakeEngine engine = new FakeEngine("vae decoder");

        assertThatThrownBy(() -> open(engine, MemoryMode.DEFAULT)).hasMessage("no vae decoder");

        assertThat(engine.events)
                .containsOnlyOnce("close unet", "close vae encoder", "close engine")
                .endsWith("close engine");
    }

    @Test
    void whatDoesNotCloseKeepsNothingElseOpen() {
        FakeEngine engine = new FakeEngine();
        engine.failing.addAll(List.of("vae decoder", "unet", "engine"));
        NetworkBackend backend = open(engine, MemoryMode.DEFAULT);

        assertThatThrownBy(backend::close)
                .hasMessage("vae decoder does not close")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("unet does not close", "engine does not close"));

        assertThat(engine.events).endsWith("close vae decoder", "close vae encoder", "close unet", "close engine");
    }

    @Test
    void theOneNetworkThatDoesNotCloseLeavesTheEngineClosed() {
        FakeEngine engine = new FakeEngine();
        engine.failing.add("vae decoder");
        NetworkBackend backend = open(engine, MemoryMode.LOW);
        backend.decode(LATENT);

        assertThatThrownBy(backend::close).hasMessage("vae decoder does not close");

        assertThat(engine.events).endsWith("close vae decoder", "close engine");
    }

    @Test
    void whatDoesNotCloseAfterARefusalDoesNotHideIt() {
        FakeEngine engine = new FakeEngine("vae decoder");
        engine.failing.addAll(List.of("vae encoder", "engine"));

        assertThatThrownBy(() -> open(engine, MemoryMode.DEFAULT))
                .hasMessage("no vae decoder")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("vae encoder does not close", "engine does not close"));

        assertThat(engine.events).endsWith("close vae encoder", "close unet", "close engine");
    }

    @Test
    void theEngineIsClosedWhenTheTextEncoderIsRefused() {
        FakeEngine engine = new FakeEngine("text encoder");

        assertThatThrownBy(() -> open(engine, MemoryMode.LOW)).hasMessage("no text encoder");

        assertThat(engine.events).containsExactly("close engine");
    }

    @Test
    void anUnreadableTextEncoderIsNamedAndTheEngineClosed(@TempDir Path folder) throws Exception {
        Path copy = Checkpoints.copyOf("depth-v1-1", folder, "model_index.json", List.of("{", "{"));
        var checkpoint = Checkpoints.open(copy);
        Path file = copy.resolve("text_encoder").resolve("model.safetensors").toRealPath();
        Files.delete(file);
        FakeEngine engine = new FakeEngine();

        assertThatThrownBy(() -> NetworkBackend.open(checkpoint, engine, MemoryMode.LOW))
                .isExactlyInstanceOf(ModelLoadException.class)
                .hasMessage("Cannot read the text encoder of " + copy + ": " + file);

        assertThat(engine.events).containsExactly("close engine");
    }

    @Test
    void anInterruptedThreadStopsOpeningAndStaysInterrupted() {
        Checkpoint checkpoint = Checkpoints.depth();
        FakeEngine engine = new FakeEngine();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> NetworkBackend.open(checkpoint, engine, MemoryMode.LOW))
                .isExactlyInstanceOf(CancelledException.class)
                .hasMessage("Reading the text encoder of " + checkpoint.directory()
                        + " was cancelled: its thread was interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(engine.events).containsExactly("close engine");
    }

    @ParameterizedTest
    @EnumSource
    void useAfterCloseIsRefused(MemoryMode mode) {
        NetworkBackend backend = open(new FakeEngine(), mode);
        backend.close();

        assertThatThrownBy(() -> backend.decode(LATENT))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("The backend is closed");
    }

    @Test
    void imagesOfAnotherShapeAreRefused() {
        try (NetworkBackend backend = open(new FakeEngine(), MemoryMode.LOW)) {
            assertRefused(
                    () -> backend.encode(zeros(1, 4, 8, 8)), "images must have shape [B, 3, h, w], got [1, 4, 8, 8]");
            assertRefused(
                    () -> backend.encode(zeros(0, 3, 8, 8)), "images must have shape [B, 3, h, w], got [0, 3, 8, 8]");
            assertRefused(
                    () -> backend.encode(zeros(1, 3, 8, 12)),
                    "images must have a height and width that are multiples of 8, got [1, 3, 8, 12]");
        }
    }

    @Test
    void latentsOfAnotherShapeAreRefused() {
        try (NetworkBackend backend = open(new FakeEngine(), MemoryMode.LOW)) {
            assertRefused(
                    () -> backend.denoise(zeros(1, 4, 2, 2), 0),
                    "latents must have shape [B, 8, h, w], got [1, 4, 2, 2]");
            assertRefused(() -> backend.decode(zeros(4, 2, 2)), "latents must have shape [B, 4, h, w], got [4, 2, 2]");
        }
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @EnumSource
    void threadsNeedNotCareWhichNetworkIsOpen(MemoryMode mode) {
        FloatTensor pixels = zeros(1, 3, 8, 8);
        try (NetworkBackend backend = open(new OracleEngine(), mode)) {
            FloatTensor expected = backend.encode(pixels);

            List<FloatTensor> results = List.of(0, 1, 2, 3).parallelStream()
                    .map(i -> i % 2 == 0 ? backend.encode(pixels) : backend.decode(expected))
                    .toList();

            assertThat(results.get(0)).isEqualTo(expected);
            assertThat(results.get(2)).isEqualTo(expected);
            assertThat(results.get(1)).isEqualTo(results.get(3));
        }
    }
}
