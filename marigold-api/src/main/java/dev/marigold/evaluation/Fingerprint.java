package dev.marigold.evaluation;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.marigold.dataset.DepthDataset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Short names of long things: SHA-256, hexadecimal. */
final class Fingerprint {
    private Fingerprint() {}

    static String ofSamples(DepthDataset dataset) {
        Hasher hasher = Hashing.sha256().newHasher();
        for (int i = 0; i < dataset.size(); i++) {
            put(hasher, dataset.sample(i).id());
        }
        return hasher.hash().toString();
    }

    static String ofSettings(Map<String, String> settings) {
        Hasher hasher = Hashing.sha256().newHasher();
        new TreeMap<>(settings).forEach((key, value) -> {
            put(hasher, key);
            put(hasher, value);
        });
        return hasher.hash().toString();
    }

    private static void put(Hasher hasher, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hasher.putInt(bytes.length).putBytes(bytes);
    }
}
