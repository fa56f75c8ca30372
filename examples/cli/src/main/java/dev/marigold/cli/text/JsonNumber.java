package dev.marigold.cli.text;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes numbers to JSON, which has none for what is infinite or missing. */
public final class JsonNumber {
    private JsonNumber() {}

    /** Puts a number, or null for one that is not finite. */
    public static void put(ObjectNode target, String key, double value) {
        if (Double.isFinite(value)) {
            target.put(key, value);
        } else {
            target.putNull(key);
        }
    }
}
