package com.example.marigold.remote;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.error.ModelLoadException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.spi.BackendOptions;
import dev.marigold.spi.DiffusionBackend;
import dev.marigold.spi.DiffusionBackendProvider;
import java.net.URI;
import java.util.Set;

/**
 * Runs the networks on another machine, where a {@link NetworkServer} has them open; id {@code remote}. Everything else, from reading
 * pictures to ensembling, stays here. Needs the property {@code url}, such as {@code http://gpu-box:8137}, and nothing else: device,
 * precision and threads are the server's.
 */
public final class RemoteBackendProvider implements DiffusionBackendProvider {
    /** Creates the provider. */
    public RemoteBackendProvider() {}

    @Override
    public String id() {
        return "remote";
    }

    @Override
    public void check(BackendOptions options) {
        server(options);
    }

    @Override
    public DiffusionBackend open(Checkpoint checkpoint, BackendOptions options) {
        Connection connection = new Connection(server(options));
        Networks expected = Networks.of(checkpoint);
        Networks served = connection.networks();
        if (!served.equals(expected)) {
            throw new ModelLoadException(
                    connection + " must serve the networks of checkpoint " + expected + ", got " + served);
        }
        return new RemoteBackend(connection, expected);
    }

    /** Returns the server that options name; refuses other options. */
    private static URI server(BackendOptions options) {
        require("threads", "0", Integer.toString(options.threads()));
        require("device", "cpu", options.device());
        require("precision", "fp32", options.precision());
        if (!options.properties().keySet().equals(Set.of("url"))) {
            throw new ProviderUnavailableException("Backend 'remote' must have the property url and no other, got "
                    + options.properties().keySet());
        }
        return uri(options.properties().get("url"));
    }

    private static void require(String option, String value, String received) {
        if (!received.equals(value)) {
            throw new ProviderUnavailableException(
                    "Backend 'remote' must have " + option + " " + value + ", got " + received);
        }
    }

    private static URI uri(String url) {
        try {
            URI server = URI.create(url);
            if (isServer(server)) {
                return server;
            }
            throw new ProviderUnavailableException(
                    "Property url must be http: or https: with a host and no path, got " + url);
        } catch (IllegalArgumentException e) {
            throw new ProviderUnavailableException("Property url must be a URL, got " + url, e);
        }
    }

    private static boolean isServer(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }
}
