package dev.marigold.dataset.hypersim;

import com.google.common.primitives.Doubles;
import dev.marigold.error.InvalidDatasetException;
import dev.marigold.internal.optional.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Hypersim's {@code metadata_camera_parameters.csv}: each scene's own camera, also where its lens is tilted or shifted. */
final class CameraTable {
    private static final String SCENE = "scene_name";
    private static final String RAYS = "M_cam_from_uv_";

    private final Path table;
    private final Map<String, PlaneDepth> cameras;

    private CameraTable(Path table, Map<String, PlaneDepth> cameras) {
        this.table = table;
        this.cameras = cameras;
    }

    static CameraTable read(Path table) throws IOException {
        Map<String, PlaneDepth> cameras = new HashMap<>();
        for (CsvTable.Row row : CsvTable.read(table)) {
            cameras.put(TableValue.of(row, SCENE), new PlaneDepth(rays(row)));
        }
        return new CameraTable(table, cameras);
    }

    private static double[] rays(CsvTable.Row row) {
        double[] rays = new double[9];
        for (int i = 0; i < rays.length; i++) {
            String column = RAYS + i / 3 + i % 3;
            rays[i] = number(row, column);
        }
        return rays;
    }

    private static double number(CsvTable.Row row, String column) {
        String value = TableValue.of(row, column);
        Double number = Doubles.tryParse(value);
        if (number == null || !Double.isFinite(number)) {
            throw new InvalidDatasetException(
                    row.name() + ": " + column + " must be a finite number, got '" + value + "'");
        }
        return number;
    }

    /**
     * Returns the camera of a scene.
     *
     * @throws InvalidDatasetException if the table does not have the scene
     */
    PlaneDepth of(String scene) {
        PlaneDepth camera = cameras.get(scene);
        if (camera == null) {
            throw new InvalidDatasetException(table + " must have the camera of scene " + scene + ", got none");
        }
        return camera;
    }
}
