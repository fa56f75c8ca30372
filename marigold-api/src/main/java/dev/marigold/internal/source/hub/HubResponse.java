package dev.marigold.internal.source.hub;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.OptionalLong;

/**
 * The start of an answer, with a body that has to be closed.
 *
 * @param uri what answered, after redirects
 * @param status the status code
 * @param headers the headers
 * @param body the body, not read yet
 */
record HubResponse(URI uri, int status, HttpHeaders headers, HubBody body) implements AutoCloseable {
    static HubResponse of(HttpResponse<HubBody> response) {
        return new HubResponse(response.uri(), response.statusCode(), response.headers(), response.body());
    }

    /** Returns the first value of a header, empty if there is none. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Returns the length the server announces, if it announces a number. */
    OptionalLong length() {
        return number(header("Content-Length"));
    }

    boolean isRedirect() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    boolean isSuccess() {
        return status == 200 || status == 206;
    }

    @Override
    public void close() {
        body.close();
    }

    static OptionalLong number(String text) {
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
