package com.example;

import dev.marigold.DepthEstimator;
import dev.marigold.calibration.KnownDepth;
import dev.marigold.calibration.MetricCalibration;
import dev.marigold.geometry.BackProjection;
import dev.marigold.geometry.CameraIntrinsics;
import dev.marigold.geometry.GlbFile;
import dev.marigold.image.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

public final class SpaceStart {
    public static void main(String[] args) throws IOException {
        var picture = RgbImage.read(Path.of(args[1]));
        var camera = CameraIntrinsics.ofHorizontalFieldOfView(picture.width(), picture.height(), 60);
        var measured = List.of(known(args[3]), known(args[4]));
        try (var estimator = DepthEstimator.builder().checkpoint(args[0]).build()) {
            var prediction = estimator.estimate(picture);
            var calibration =
                    MetricCalibration.builder(prediction).known(measured).build();
            var metres = calibration.apply(prediction);
            var space = BackProjection.builder(metres, camera).picture(picture).build();
            GlbFile.write(space.mesh(), Path.of(args[2]));
        }
    }

    /** Reads x,y,metres. */
    private static KnownDepth known(String text) {
        var parts = text.split(",");
        return KnownDepth.at(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Double.parseDouble(parts[2]));
    }
}
