package com.example.marigold.remote;

import dev.marigold.spi.DiffusionBackend;
import dev.marigold.tensor.FloatTensor;

/** Sends every evaluation to the server. Wrong shapes are refused here: a refusal should not cost a round trip. */
final class RemoteBackend implements DiffusionBackend {
    private final Connection connection;
    private final Networks networks;
    private volatile boolean closed;

    RemoteBackend(Connection connection, Networks networks) {
        this.connection = connection;
        this.networks = networks;
    }

    @Override
    public FloatTensor encode(FloatTensor images) {
        requireOpen();
        networks.requirePictures(images.shape());
        return connection.evaluate("/encode", images);
    }

    @Override
    public FloatTensor denoise(FloatTensor latents, int timestep) {
        requireOpen();
        networks.requireNoisy(latents.shape());
        return connection.evaluate("/denoise?timestep=" + timestep, latents);
    }

    @Override
    public FloatTensor decode(FloatTensor latents) {
        requireOpen();
        networks.requireLatents(latents.shape());
        return connection.evaluate("/decode", latents);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The backend is closed");
        }
    }
}
