package dev.marigold.scene.store;

import dev.marigold.scene.RenderedScene;
import java.util.Locale;

/** Rows of the index: one scene each. */
final class IndexRow {
    static final String HEADER =
            "dataset,rgb,gt,kind,scale_to_metres_or_1,invalid,min,max,width,height,valid_frac,licence,source_repo";

    private static final String FOLDER = "rgb/";
    private static final int RGB_COLUMN = 1;

    private IndexRow() {}

    static String of(RenderedScene scene, String suffix, DepthPicture depth) {
        String name = name(scene.index());
        return String.format(
                Locale.ROOT,
                "%s,%s%s%s,depth/%s.png,depth,%s,0,%.4f,%.4f,%d,%d,%.4f,Apache-2.0,rendered by marigold-djl",
                scene.kind().id(),
                FOLDER,
                name,
                suffix,
                name,
                depth.scale(),
                depth.least(),
                depth.most(),
                scene.width(),
                scene.height(),
                scene.validShare());
    }

    static String name(long index) {
        return String.format(Locale.ROOT, "%08d", index);
    }

    static String lower(SceneMap map) {
        return map.name().toLowerCase(Locale.ROOT);
    }

    /** Returns which scene a row is about. */
    static long number(String row) {
        String file = row.split(",", -1)[RGB_COLUMN];
        return Long.parseLong(file.substring(FOLDER.length(), file.lastIndexOf('.')));
    }
}
