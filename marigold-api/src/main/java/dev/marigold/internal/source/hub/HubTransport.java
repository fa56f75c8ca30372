package dev.marigold.internal.source.hub;

import com.google.common.base.Throwables;
import com.google.common.collect.Lists;
import dev.marigold.error.DownloadException;
import dev.marigold.progress.Cancellation;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Sends requests and follows redirects itself: at most five, never from https to http, and with the token on the hub's own URLs only.
 */
final class HubTransport {
    private static final int MOST_REDIRECTS = 5;
    private static final long TICK_MILLIS = 50;

    private final HubEnvironment environment;
    private final HubTiming timing;
    private final Cancellation cancellation;
    private final HttpClient client;

    HubTransport(HubEnvironment environment, HubTiming timing, Cancellation cancellation) {
        this.environment = environment;
        this.timing = timing;
        this.cancellation = cancellation;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timing.connect())
                .proxy(environment.proxies())
                .build();
    }

    /** Returns the answer at the end of all redirects. */
    HubResponse get(URI uri, Map<String, String> headers) throws TransientFailure {
        return follow("GET", uri, headers, response -> true);
    }

    /** Returns the answer that describes a file: the hub's own, also where it redirects to a store that knows less. */
    HubResponse head(URI uri) throws TransientFailure {
        return follow(
                "HEAD",
                uri,
                Map.of(),
                response -> response.header("X-Linked-Etag").isEmpty());
    }

    private HubResponse follow(String method, URI start, Map<String, String> headers, Predicate<HubResponse> onward)
            throws TransientFailure {
        URI uri = start;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HubResponse response = exchange(method, uri, headers);
            if (!response.isRedirect() || !onward.test(response)) {
                return response;
            }
            response.close();
            uri = target(uri, response.header("Location"));
        }
        throw new DownloadException("%s must not redirect more than %d times".formatted(plain(start), MOST_REDIRECTS));
    }

    private static URI target(URI from, String location) {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new DownloadException(plain(from) + " redirects to what is not a URL", e);
        }
        String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https")
                || (scheme.equals("http") && from.getScheme().equalsIgnoreCase("http"));
        if (location.isEmpty() || !secure || to.getHost() == null) {
            throw new DownloadException("%s must redirect to an https URL, got '%s'".formatted(plain(from), plain(to)));
        }
        return to;
    }

    private HubResponse exchange(String method, URI uri, Map<String, String> headers) throws TransientFailure {
        cancellation.throwIfCancelled();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .timeout(timing.silence())
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "marigold-java");
        headers.forEach(request::header);
        String token = environment.tokenFor(uri);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        BodyHandler<HubBody> handler = info -> new HubBody(plain(uri), timing.silence(), cancellation);
        return HubResponse.of(await(uri, client.sendAsync(request.build(), handler)));
    }

    private HttpResponse<HubBody> await(URI uri, CompletableFuture<HttpResponse<HubBody>> answer)
            throws TransientFailure {
        try {
            while (!isDone(answer)) {
                cancellation.throwIfCancelled();
            }
            return answer.get();
        } catch (ExecutionException e) {
            throw unreachable(uri, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            throw Interruption.cancelled(e);
        } finally {
            answer.cancel(true);
        }
    }

    private static boolean isDone(CompletableFuture<?> answer) throws InterruptedException, ExecutionException {
        try {
            answer.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static TransientFailure unreachable(URI uri, Throwable cause) {
        String message = "Cannot reach %s: %s (check the network, HTTPS_PROXY and HF_ENDPOINT, or name a directory)"
                .formatted(plain(uri), reason(cause));
        if (cause instanceof IllegalArgumentException) {
            // A mistake in the address, such as a port that is none, does not pass.
            throw new DownloadException(message, cause);
        }
        return new TransientFailure(message, cause);
    }

    /** Returns what the innermost cause says that says something: the client wraps it in exceptions without a message. */
    static String reason(Throwable failure) {
        List<Throwable> causes = Lists.reverse(Throwables.getCausalChain(failure));
        Throwable innermost = causes.get(0);
        if (innermost instanceof UnresolvedAddressException || innermost instanceof UnknownHostException) {
            return "the host is unknown";
        }
        return causes.stream()
                .flatMap(cause -> Stream.ofNullable(cause.getMessage()))
                .findFirst()
                .orElse(
                        failure instanceof ConnectException
                                ? "the connection was refused"
                                : failure.getClass().getSimpleName());
    }

    /** Returns a URL without its query, which may be a signature. */
    static String plain(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + uri.getPath();
    }
}
