package dev.marigold.internal.source.hub;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marigold.error.DownloadException;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a repository holds at a revision.
 *
 * @param commit full commit id
 * @param files paths of all files; none of them leads out of the repository
 */
record HubListing(String commit, Set<String> files) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads the hub's answer.
     *
     * @throws DownloadException if it is not what the hub promises
     */
    static HubListing parse(byte[] answer) throws IOException {
        JsonNode root = tree(answer);
        String commit = root.path("sha").asText();
        if (!HubReference.isCommit(commit)) {
            throw new DownloadException("The hub must answer with a commit id in 'sha', got '%s'".formatted(commit));
        }
        Set<String> files = new LinkedHashSet<>();
        for (JsonNode sibling : root.path("siblings")) {
            files.add(checked(sibling.path("rfilename").asText()));
        }
        return new HubListing(commit, Set.copyOf(files));
    }

    private static JsonNode tree(byte[] answer) throws IOException {
        try {
            return JSON.readTree(answer);
        } catch (JacksonException e) {
            throw new DownloadException("The hub must answer with JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String checked(String path) {
        boolean outside = path.startsWith("/")
                || path.matches("[A-Za-z]:.*")
                || path.indexOf('\\') >= 0
                || path.indexOf('\0') >= 0
                || Arrays.asList(path.split("/", -1)).contains("..");
        if (path.isEmpty() || outside) {
            throw new DownloadException("The hub must list files by paths inside the repository, got '%s'"
                    .formatted(path.replace('\0', '?')));
        }
        return path;
    }
}
