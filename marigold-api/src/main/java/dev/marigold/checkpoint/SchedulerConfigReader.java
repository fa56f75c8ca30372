package dev.marigold.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a {@code scheduler_config.json}, all keys of it. */
final class SchedulerConfigReader {
    private static final String CLASS = "_class_name";

    private SchedulerConfigReader() {}

    static SchedulerConfig read(JsonFile json) {
        String className = json.text(CLASS, "");
        if (className.isEmpty()) {
            throw json.refuse(CLASS, "the class of a scheduler");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : json.root().properties()) {
            boolean plain = !entry.getValue().isNull() && !entry.getValue().isObject();
            if (plain && !entry.getKey().equals(CLASS)) {
                values.put(entry.getKey(), value(entry.getValue()));
            }
        }
        return SchedulerConfig.in(json.file(), className, values);
    }

    private static Object value(JsonNode node) {
        if (node.isArray()) {
            List<Object> elements = new ArrayList<>();
            node.forEach(element -> elements.add(value(element)));
            return List.copyOf(elements);
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.asText();
    }
}
