package dev.marigold.cli.report;

import java.util.List;
import java.util.Map;

/** A key and its value. */
record Setting(String key, String value) {
    static List<Setting> of(Map<String, ?> values) {
        return values.entrySet().stream()
                .map(entry -> new Setting(entry.getKey(), String.valueOf(entry.getValue())))
                .toList();
    }
}
