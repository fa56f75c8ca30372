package dev.marigold.internal.source.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses proxies by the variables {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}, in upper or lower
 * case, and otherwise as the JVM is configured. User names and passwords in them are not used.
 */
final class EnvironmentProxies extends ProxySelector {
    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

    private final Map<String, String> variables;
    private final ProxySelector fallback;

    EnvironmentProxies(Map<String, String> variables, ProxySelector fallback) {
        this.variables = Map.copyOf(variables);
        this.fallback = fallback;
    }

    @Override
    public List<Proxy> select(URI uri) {
        String variable = uri.getScheme().toLowerCase(Locale.ROOT) + "_proxy";
        if (value(variable, "").isEmpty()) {
            variable = "all_proxy";
        }
        String proxy = value(variable, "");
        if (proxy.isEmpty()) {
            return fallback.select(uri);
        }
        return isExempt(uri) ? DIRECT : List.of(new Proxy(Proxy.Type.HTTP, address(variable, proxy)));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        fallback.connectFailed(uri, address, failure);
    }

    private String value(String name, String fallbackValue) {
        String lower = variables.getOrDefault(name, "");
        String value = lower.isBlank() ? variables.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
        return value.isBlank() ? fallbackValue : value.strip();
    }

    private boolean isExempt(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        for (String entry : value("no_proxy", "").toLowerCase(Locale.ROOT).split(",", -1)) {
            String rule = entry.strip();
            if (rule.equals("*") || (!rule.isEmpty() && covers(rule, host, HubEnvironment.port(uri)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(String rule, String host, int port) {
        String domain = rule.startsWith(".") ? rule.substring(1) : rule;
        String hostAndPort = host + ":" + port;
        return host.equals(domain)
                || host.endsWith("." + domain)
                || hostAndPort.equals(domain)
                || hostAndPort.endsWith("." + domain);
    }

    /** Says nothing of the value but its scheme: it may hold a password. */
    private static InetSocketAddress address(String variable, String proxy) {
        URI uri = uri(proxy.contains("://") ? proxy : "http://" + proxy);
        if (uri == null || uri.getHost() == null || !HubEnvironment.hasPort(uri)) {
            throw refuse(variable, "something else");
        }
        if (!uri.getScheme().matches("(?i)https?")) {
            throw refuse(variable, "one that starts with " + uri.getScheme() + "://");
        }
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return new InetSocketAddress(uri.getHost(), port);
    }

    private static IllegalArgumentException refuse(String variable, String got) {
        return new IllegalArgumentException(
                variable.toUpperCase(Locale.ROOT) + " must be a URL such as http://proxy:3128, got " + got);
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
