package com.example.marigold.remote;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.error.MarigoldException;
import dev.marigold.spi.DiffusionBackend;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Serves the networks of a checkpoint over HTTP. An example, not a product: whoever reaches the address may use it, unencrypted, so bind it
 * to a network that you trust.
 */
public final class NetworkServer implements AutoCloseable {
    private static final int THREADS = 4;

    private final Networks networks;
    private final DiffusionBackend backend;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private NetworkServer(Checkpoint checkpoint, DiffusionBackend backend, HttpServer server) {
        this.networks = Networks.of(checkpoint);
        this.backend = backend;
        this.server = server;
        answer("/networks", exchange -> networks.toText().getBytes(StandardCharsets.UTF_8));
        answer("/encode", exchange -> TensorBytes.of(backend.encode(TensorBytes.parse(body(exchange)))));
        answer(
                "/denoise",
                exchange -> TensorBytes.of(
                        backend.denoise(TensorBytes.parse(body(exchange)), timestep(exchange.getRequestURI()))));
        answer("/decode", exchange -> TensorBytes.of(backend.decode(TensorBytes.parse(body(exchange)))));
    }

    /**
     * Starts a server.
     *
     * @param checkpoint what {@code backend} has open
     * @param backend owned by the server from now on
     * @param address a port of 0 takes a free one
     * @throws IOException if the address cannot be bound; the backend is closed
     */
    public static NetworkServer start(Checkpoint checkpoint, DiffusionBackend backend, InetSocketAddress address)
            throws IOException {
        requireNonNull(checkpoint, "checkpoint");
        requireNonNull(backend, "backend");
        try {
            NetworkServer started = new NetworkServer(checkpoint, backend, HttpServer.create(address, 0));
            started.server.setExecutor(started.threads);
            started.server.start();
            return started;
        } catch (IOException e) {
            backend.close();
            throw e;
        }
    }

    /** Returns where clients find the server. */
    public URI url() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getHostString() + ":" + address.getPort());
    }

    /** Stops the server, waits for the evaluations that are running and closes the backend. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        boolean interrupted = false;
        boolean idle = false;
        while (!idle) {
            try {
                idle = threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        backend.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(String path, Answer answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                reply(exchange, answer);
            }
        });
    }

    private static void reply(HttpExchange exchange, Answer answer) throws IOException {
        int status = 200;
        byte[] body;
        try {
            body = answer.to(exchange);
        } catch (IllegalArgumentException | IOException e) {
            status = 400;
            body = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
        } catch (MarigoldException e) {
            status = 500;
            body = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        return exchange.getRequestBody().readAllBytes();
    }

    private static int timestep(URI request) {
        String query = String.valueOf(request.getQuery());
        if (!query.matches("timestep=[0-9]{1,9}")) {
            throw new IllegalArgumentException("query must be timestep=NUMBER, got " + query);
        }
        return Integer.parseInt(query.substring("timestep=".length()));
    }

    @FunctionalInterface
    private interface Answer {
        byte[] to(HttpExchange exchange) throws IOException;
    }
}
