package dev.marigold.internal.source.hub;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash by which the hub names a file: SHA-256 for large files, git's blob id for small ones. Confined to one thread. */
final class BlobDigest {
    private static final int SHA_256_DIGITS = 64;

    private final HubFile file;
    private final MessageDigest digest;

    BlobDigest(HubFile file) {
        this.file = file;
        this.digest = digest(isSha256() ? "SHA-256" : "SHA-1");
        reset();
    }

    /** Forgets all bytes. */
    void reset() {
        digest.reset();
        if (!isSha256()) {
            digest.update(("blob " + file.size() + '\0').getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Adds the remaining bytes of a buffer, and leaves its position at its limit. */
    void update(ByteBuffer bytes) {
        digest.update(bytes);
    }

    /** Returns the hash in lower-case hexadecimal and starts anew. */
    String value() {
        String value = HexFormat.of().formatHex(digest.digest());
        reset();
        return value;
    }

    /** Returns what kind of hash it is, for messages. */
    String algorithm() {
        return isSha256() ? "SHA-256" : "git SHA-1";
    }

    private boolean isSha256() {
        return file.etag().length() == SHA_256_DIGITS;
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer " + algorithm, e);
        }
    }
}
