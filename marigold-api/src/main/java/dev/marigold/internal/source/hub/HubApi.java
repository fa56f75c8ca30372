package dev.marigold.internal.source.hub;

import dev.marigold.error.DownloadException;
import dev.marigold.error.MarigoldException;
import dev.marigold.error.ModelLoadException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The three questions we ask a hub about one repository; each is one attempt. */
final class HubApi {
    private final HubReference reference;
    private final HubEnvironment environment;
    private final HubTiming timing;
    private final HubTransport transport;

    HubApi(HubReference reference, HubEnvironment environment, HubTiming timing, HubTransport transport) {
        this.reference = reference;
        this.environment = environment;
        this.timing = timing;
        this.transport = transport;
    }

    /** Returns what the repository holds. */
    HubListing list() throws IOException {
        URI uri = uri("/api/models/" + reference.repository() + "/revision/" + encoded(reference.revision()));
        try (HubResponse response = transport.get(uri, Map.of())) {
            if (!response.isSuccess()) {
                throw refused(response, "");
            }
            return HubListing.parse(response.body().bytes());
        }
    }

    /** Returns the hash and the size of a file. */
    HubFile describe(String commit, String path) throws IOException {
        try (HubResponse response = transport.head(fileUri(commit, path))) {
            if (!response.isSuccess() && !response.isRedirect()) {
                throw refused(response, path);
            }
            return HubFile.of(path, response);
        }
    }

    /** Returns the contents of a file, from an offset if the server can do that; the answer may say that it cannot. */
    HubResponse open(String commit, String path, long offset) throws IOException {
        Map<String, String> range = offset == 0 ? Map.of() : Map.of("Range", "bytes=" + offset + "-");
        HubResponse response = transport.get(fileUri(commit, path), range);
        boolean pastTheEnd = offset > 0 && response.status() == 416;
        if (!response.isSuccess() && !pastTheEnd) {
            try (response) {
                throw refused(response, path);
            }
        }
        return response;
    }

    private IOException refused(HubResponse response, String path) {
        String what = path.isEmpty() ? reference.toString() : path + " of " + reference;
        int status = response.status();
        boolean expired = status == 403 && !environment.isHub(response.uri());
        if (expired || status == 408 || status == 429 || status >= 500) {
            return busy(response, what);
        }
        throw refusal(response, what);
    }

    private MarigoldException refusal(HubResponse response, String what) {
        int status = response.status();
        String page = environment.endpoint() + "/" + reference.repository();
        String code = response.header("X-Error-Code");
        boolean anonymous = environment.tokenFor(response.uri()).isEmpty();
        if (status == 403 || code.equals("GatedRepo")) {
            return new DownloadException(
                    "Access to %s was refused (%d): set HF_TOKEN to a token that may read it and accept the licence at %s; %s"
                            .formatted(
                                    what,
                                    status,
                                    page,
                                    anonymous ? "no token was sent" : "the token that was sent is not enough"));
        }
        // Who may not know of a private repository is told what is told of one that does not exist.
        if (code.equals("RepoNotFound") || (status == 401 && anonymous)) {
            return new ModelLoadException(
                    ("%s does not exist, or is private or gated (%d): check its name at %s; if it is private, set HF_TOKEN to a"
                                    + " token that may read it")
                            .formatted(what, status, page));
        }
        return switch (status) {
            case 401 ->
                new DownloadException(
                        ("The token that was sent for %s was refused (401): renew it in HF_TOKEN or with 'hf auth login', or set"
                                        + " HF_HUB_DISABLE_IMPLICIT_TOKEN=1 to send none")
                                .formatted(what));
            case 404 ->
                new ModelLoadException(
                        "%s does not exist (404): check the repository and the revision at %s".formatted(what, page));
            default -> new DownloadException(cannotFetch(response, what));
        };
    }

    private static String cannotFetch(HubResponse response, String what) {
        return "Cannot fetch %s: %s answered %d".formatted(what, HubTransport.plain(response.uri()), response.status());
    }

    private TransientFailure busy(HubResponse response, String what) {
        return new TransientFailure(cannotFetch(response, what), retryAfter(response.header("Retry-After")));
    }

    private Duration retryAfter(String value) {
        OptionalLong seconds = HubResponse.number(value);
        if (seconds.isPresent()) {
            return Duration.ofSeconds(seconds.getAsLong());
        }
        try {
            ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(timing.clock().instant(), date.toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    private URI fileUri(String commit, String path) {
        String name = Arrays.stream(path.split("/", -1)).map(HubApi::encoded).collect(Collectors.joining("/"));
        return uri("/" + reference.repository() + "/resolve/" + commit + "/" + name);
    }

    private URI uri(String path) {
        return URI.create(environment.endpoint() + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
