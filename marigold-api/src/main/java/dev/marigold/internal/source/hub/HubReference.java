package dev.marigold.internal.source.hub;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model repository at a revision, written {@code owner/name[@revision]}.
 *
 * @param owner user or organisation
 * @param name name of the repository
 * @param revision branch, tag, pull request ({@code refs/pr/1}) or commit
 */
record HubReference(String owner, String name, String revision) {
    private static final String DEFAULT_REVISION = "main";
    private static final int MAX_LENGTH = 96;
    private static final Pattern SYNTAX = Pattern.compile("([^/@]+)/([^/@]+)(?:@(.*))?", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?");
    // What git allows, less what would need quoting: no empty, hidden or lock components.
    private static final Pattern REVISION =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]*(?:/[A-Za-z0-9_][A-Za-z0-9._+-]*)*");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    /**
     * Reads a reference.
     *
     * @throws IllegalArgumentException if it is not of the form, or has characters that the hub does not allow
     */
    static HubReference parse(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches() || !isName(parts.group(1)) || !isName(parts.group(2))) {
            throw new IllegalArgumentException(
                    "hf: must be followed by owner/name[@revision], got '%s'".formatted(text));
        }
        String revision = parts.group(3) == null ? DEFAULT_REVISION : parts.group(3);
        if (!isRevision(revision)) {
            throw new IllegalArgumentException(
                    "revision must be the name of a branch, a tag or a commit, got '%s'".formatted(revision));
        }
        return new HubReference(parts.group(1), parts.group(2), revision);
    }

    /** Returns whether a text is a full commit id. */
    static boolean isCommit(String text) {
        return COMMIT.matcher(text).matches();
    }

    /** Returns the repository without its revision. */
    String repository() {
        return owner + "/" + name;
    }

    @Override
    public String toString() {
        return "hf:" + repository() + "@" + revision;
    }

    private static boolean isName(String text) {
        return text.length() <= MAX_LENGTH
                && NAME.matcher(text).matches()
                && !text.contains("--")
                && !text.contains("..")
                && !text.endsWith(".git");
    }

    private static boolean isRevision(String text) {
        return REVISION.matcher(text).matches()
                && !text.contains("..")
                && !text.endsWith(".")
                && !text.endsWith(".lock")
                && text.length() <= 255;
    }
}
