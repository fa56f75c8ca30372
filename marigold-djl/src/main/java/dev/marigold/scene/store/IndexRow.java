package dev.marigold.scene.store;

import dev.marigold.geometry.CameraIntrinsics;
import dev.marigold.scene.RenderedScene;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows of the index: one scene each. */
final class IndexRow {
    static final String HEADER =
            "dataset,rgb,gt,kind,scale_to_metres_or_1,invalid,min,max,width,height,valid_frac,licence,source_repo,"
                    + "fx,fy,cx,cy";

    private static final String FOLDER = "rgb/";
    private static final Pattern PICTURE = Pattern.compile("[^,]*," + FOLDER + "([0-9]{1,18})\\.[a-z]+,.*");

    private IndexRow() {}

    static String of(RenderedScene scene, String suffix, DepthPicture depth) {
        String name = name(scene.index());
        CameraIntrinsics camera = scene.camera();
        return String.format(
                Locale.ROOT,
                "%s,%s%s%s,depth/%s.png,depth,%s,0,%.4f,%.4f,%d,%d,%.4f,Apache-2.0,rendered by marigold-djl,"
                        + "%s,%s,%s,%s",
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
                scene.validShare(),
                camera.focalX(),
                camera.focalY(),
                camera.centreX(),
                camera.centreY());
    }

    static String name(long index) {
        return String.format(Locale.ROOT, "%08d", index);
    }

    static String lower(SceneMap map) {
        return map.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns which scene a row is about.
     *
     * @param place the file and line, for the message
     * @throws IOException if the row names no picture
     */
    static long number(String row, String place) throws IOException {
        Matcher picture = PICTURE.matcher(row);
        if (!picture.matches()) {
            throw new IOException(place + " must name a picture such as " + FOLDER
                    + "00000042.png in its second column, got '" + row + "'");
        }
        return Long.parseLong(picture.group(1));
    }
}
