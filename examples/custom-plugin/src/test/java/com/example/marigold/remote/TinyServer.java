package com.example.marigold.remote;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.random.Preset;
import dev.marigold.checkpoint.random.RandomCheckpoint;
import dev.marigold.onnx.OnnxBackendProvider;
import dev.marigold.spi.BackendOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Serves a tiny checkpoint of random weights on this machine, run by ONNX Runtime. */
final class TinyServer implements AutoCloseable {
    private final Checkpoint checkpoint;
    private final NetworkServer server;

    TinyServer(Path directory) throws IOException {
        Path written = directory.resolve("tiny");
        RandomCheckpoint.of(Preset.TINY, DType.F32, 1).write(written);
        checkpoint = Checkpoint.open(written);
        BackendOptions options = BackendOptions.builder().threads(1).build();
        server = NetworkServer.start(
                checkpoint,
                new OnnxBackendProvider().open(checkpoint, options),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    String url() {
        return server.url().toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
