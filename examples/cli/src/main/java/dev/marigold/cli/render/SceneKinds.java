package dev.marigold.cli.render;

import dev.marigold.scene.SceneKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** From words to kinds of scenes. */
final class SceneKinds {
    static final String ALL = "all";

    private SceneKinds() {}

    /**
     * Returns the kinds that words stand for.
     *
     * @throws IllegalArgumentException if a word stands for none
     */
    static Set<SceneKind> of(List<String> words) {
        Set<SceneKind> kinds = EnumSet.noneOf(SceneKind.class);
        for (String word : words) {
            switch (word) {
                case ALL -> kinds.addAll(EnumSet.allOf(SceneKind.class));
                case "indoor" -> kinds.addAll(SceneKind.indoor());
                case "outdoor" -> kinds.addAll(SceneKind.outdoor());
                default -> kinds.add(SceneKind.ofId(word));
            }
        }
        return kinds;
    }
}
