package dev.marigold.internal.source.hub;

import dev.marigold.internal.source.UserHome;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the process environment says about the hub, under the names that Python's huggingface_hub reads.
 *
 * @param endpoint http or https URL of the hub, without a trailing slash
 * @param cache root of the cache
 * @param token access token, empty for none
 * @param offline whether the network must not be used
 * @param proxies chooses the proxy for a URL
 */
record HubEnvironment(URI endpoint, Path cache, String token, boolean offline, ProxySelector proxies) {
    private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");
    private static final List<String> PLACES =
            List.of("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME");
    private static final int MAX_PORT = 65_535;
    private static final Pattern TOKEN = Pattern.compile("[!-~]*");

    /**
     * Reads the environment and the token file.
     *
     * @param variables the environment variables
     * @param home value of the system property {@code user.home}
     * @param fallback chooses the proxy where no variable does
     * @throws IOException if the token file exists and cannot be read
     * @throws dev.marigold.error.ModelLoadException if there is no directory for the cache
     * @throws IllegalArgumentException if a variable has a value that cannot be used
     */
    static HubEnvironment read(Map<String, String> variables, String home, ProxySelector fallback) throws IOException {
        Path userHome = UserHome.find(variables, home).orElse(Path.of(home));
        Variables values = new Variables(variables, userHome);
        if (!userHome.isAbsolute()
                && PLACES.stream().allMatch(name -> values.text(name, "").isEmpty())) {
            throw UserHome.missing("HF_HOME");
        }
        Path root = values.path(
                "HF_HOME",
                values.path("XDG_CACHE_HOME", userHome.resolve(".cache")).resolve("huggingface"));
        Path cache = values.path("HF_HUB_CACHE", values.path("HUGGINGFACE_HUB_CACHE", root.resolve("hub")));
        boolean offline = values.isTrue("HF_HUB_OFFLINE");
        String token = token(values, values.path("HF_TOKEN_PATH", root.resolve("token")));
        return new HubEnvironment(
                endpoint(values.text("HF_ENDPOINT", "https://huggingface.co")),
                cache.toAbsolutePath().normalize(),
                token,
                offline,
                new EnvironmentProxies(variables, fallback));
    }

    /** Returns whether a URL is on the hub itself: same scheme, host and port. Nothing else may see the token. */
    boolean isHub(URI uri) {
        return endpoint.getScheme().equalsIgnoreCase(uri.getScheme())
                && endpoint.getHost().equalsIgnoreCase(uri.getHost())
                && port(endpoint) == port(uri);
    }

    /** Returns the token that a request to a URL carries, empty for none. */
    String tokenFor(URI uri) {
        return isHub(uri) ? token : "";
    }

    /** Returns a description without the token. */
    @Override
    public String toString() {
        return "HubEnvironment[endpoint=%s, cache=%s, token=%s, offline=%s]"
                .formatted(endpoint, cache, token.isEmpty() ? "none" : "set", offline);
    }

    /** Returns the port of an http or https URL. */
    static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** Returns whether the port that a URL names is one; one that it leaves out is. */
    static boolean hasPort(URI uri) {
        return uri.getPort() <= MAX_PORT;
    }

    private static URI endpoint(String text) {
        URI uri;
        try {
            uri = URI.create(text.replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(endpointRule(text), e);
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        if (!Set.of("http", "https").contains(scheme) || uri.getHost() == null || !plain || !hasPort(uri)) {
            throw new IllegalArgumentException(endpointRule(text));
        }
        return uri;
    }

    private static String endpointRule(String text) {
        return "HF_ENDPOINT must be an http or https URL of nothing but host, port and path, got '%s'".formatted(text);
    }

    private static String token(Variables values, Path file) throws IOException {
        if (values.isTrue("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
            return "";
        }
        String token = values.text("HF_TOKEN", "").strip();
        String source = "HF_TOKEN";
        if (token.isEmpty()) {
            token = contents(file);
            source = file.toString();
        }
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException(source + " must contain visible ASCII characters only");
        }
        return token;
    }

    private static String contents(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private record Variables(Map<String, String> values, Path userHome) {
        String text(String name, String fallback) {
            String value = values.getOrDefault(name, "");
            return value.isBlank() ? fallback : value;
        }

        Path path(String name, Path fallback) {
            String value = text(name, "");
            if (value.isEmpty()) {
                return fallback;
            }
            return value.equals("~") || value.startsWith("~/")
                    ? Path.of(userHome + value.substring(1))
                    : Path.of(value);
        }

        boolean isTrue(String name) {
            return TRUE.contains(text(name, "").toUpperCase(Locale.ROOT));
        }
    }
}
