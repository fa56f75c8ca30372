package com.example.marigold.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.marigold.error.CancelledException;
import dev.marigold.error.InferenceException;
import dev.marigold.error.ModelLoadException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteBackendProviderTest {
    private static final FloatTensor LATENTS = FloatTensor.wrap(Shape.of(1, 4, 1, 1), new float[4]);

    private TinyServer server;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        server = new TinyServer(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMissingUrlIsRefused() {
        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> new RemoteBackendProvider()
                        .open(server.checkpoint(), BackendOptions.builder().build()))
                .withMessage("Backend 'remote' must have the property url and no other, got []");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://gpu-box",
                "gpu-box:8137",
                "http:gpu-box:8137",
                "http:///x",
                "http://gpu-box:8137/models",
                "http://gpu-box:8137?model=1",
                "http://gpu-box:8137#1"
            })
    void aUrlThatIsNotThatOfAServerIsRefusedBeforeTheCheckpointIsThere(String url) {
        BackendOptions options = BackendOptions.builder().property("url", url).build();

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> new RemoteBackendProvider().check(options))
                .withMessage("Property url must be http: or https: with a host and no path, got " + url);
    }

    @Test
    void aUrlMayEndInASlash() {
        try (DiffusionBackend backend = open(server.url() + "/")) {
            assertThat(backend.decode(LATENTS).isFinite()).isTrue();
        }
    }

    @Test
    void aServerThatIsNotThereIsReported() {
        String url = server.url();
        server.close();

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> open(url))
                .withMessageStartingWith("Cannot reach server " + url + ": ");
    }

    @Test
    void aServerOfAnotherCheckpointIsRefused() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] description = new Networks(16, 1, 8).toText().getBytes(StandardCharsets.UTF_8);
        other.createContext("/networks", exchange -> {
            exchange.sendResponseHeaders(200, description.length);
            exchange.getResponseBody().write(description);
            exchange.close();
        });
        other.start();
        URI url = URI.create("http://127.0.0.1:" + other.getAddress().getPort());

        assertThatExceptionOfType(ModelLoadException.class)
                .isThrownBy(() -> open(url.toString()))
                .withMessage(
                        "server " + url + " must serve the networks of checkpoint "
                                + "Networks[channels=4, targets=1, downscaling=8], got Networks[channels=16, targets=1, downscaling=8]");
        other.stop(0);
    }

    @Test
    void aServerThatGoesAwayFailsTheRequest() {
        try (DiffusionBackend backend = open(server.url())) {
            String url = server.url();
            server.close();

            assertThatExceptionOfType(InferenceException.class)
                    .isThrownBy(() -> backend.decode(LATENTS))
                    .withMessageStartingWith("Cannot evaluate /decode on server " + url + ": ");
        }
    }

    @Test
    void anInterruptedThreadStopsWaitingAndStaysInterrupted() {
        try (DiffusionBackend backend = open(server.url())) {
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(CancelledException.class)
                    .isThrownBy(() -> backend.decode(LATENTS))
                    .withMessage("Interrupted while waiting for server " + server.url());
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private DiffusionBackend open(String url) {
        return new RemoteBackendProvider()
                .open(
                        server.checkpoint(),
                        BackendOptions.builder().property("url", url).build());
    }
}
