package com.example.marigold.remote;

import dev.marigold.error.CancelledException;
import dev.marigold.error.InferenceException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Talks to one server. Safe for use by several threads. */
final class Connection {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final URI server;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    Connection(URI server) {
        this.server = server;
    }

    /** Asks what the server has open. */
    Networks networks() {
        try {
            byte[] body =
                    send(HttpRequest.newBuilder(server.resolve("/networks")).build());
            return Networks.parse(new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ProviderUnavailableException("Cannot reach " + this + ": " + e, e);
        }
    }

    /** Has the server evaluate a network. */
    FloatTensor evaluate(String path, FloatTensor input) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .POST(BodyPublishers.ofByteArray(TensorBytes.of(input)))
                .build();
        try {
            return TensorBytes.parse(send(request));
        } catch (IOException e) {
            throw new InferenceException("Cannot evaluate " + path + " on " + this + ": " + e, e);
        }
    }

    private byte[] send(HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != OK) {
                throw new IOException(
                        "status " + response.statusCode() + ", " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Interrupted while waiting for " + this, e);
        }
    }

    @Override
    public String toString() {
        return "server " + server;
    }
}
