package com.example.marigold.remote;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackendProvider;
import dev.marigold.testkit.DiffusionBackendConformance;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoteBackendConformanceTest extends DiffusionBackendConformance {
    private TinyServer server;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        server = new TinyServer(directory);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    protected DiffusionBackendProvider provider() {
        return new RemoteBackendProvider();
    }

    @Override
    protected Checkpoint checkpoint() {
        return server.checkpoint();
    }

    @Override
    protected BackendOptions options() {
        return BackendOptions.builder().property("url", server.url()).build();
    }
}
