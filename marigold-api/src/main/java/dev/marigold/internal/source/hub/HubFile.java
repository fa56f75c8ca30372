package dev.marigold.internal.source.hub;

import dev.marigold.error.DownloadException;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * One file of a repository.
 *
 * @param path relative to the repository, separated by slashes
 * @param etag the SHA-256 of a large file, or the id git gives a small one; also its name in the cache
 * @param size bytes
 */
record HubFile(String path, String etag, long size) {
    private static final Pattern ETAG = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    /**
     * Reads the headers that describe a file.
     *
     * @throws DownloadException if they do not tell its hash and size
     */
    static HubFile of(String path, HubResponse response) {
        String linked = response.header("X-Linked-Etag");
        String etag = (linked.isEmpty() ? response.header("ETag") : linked).replaceAll("^(W/)?\"?|\"$", "");
        OptionalLong size = HubResponse.number(response.header("X-Linked-Size"));
        OptionalLong length = size.isPresent() ? size : response.length();
        if (!ETAG.matcher(etag).matches() || length.isEmpty()) {
            throw new DownloadException(
                    "The hub must tell the hash and the size of %s, got ETag '%s' and size '%s' from %s"
                            .formatted(
                                    path,
                                    etag,
                                    length.isPresent() ? length.getAsLong() : "",
                                    HubTransport.plain(response.uri())));
        }
        return new HubFile(path, etag, length.getAsLong());
    }
}
