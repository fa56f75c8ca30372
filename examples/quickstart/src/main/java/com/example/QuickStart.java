package com.example;

import dev.marigold.DepthEstimator;
import dev.marigold.image.Colormap;
import dev.marigold.image.DepthWriter;
import dev.marigold.image.RgbImage;
import java.io.IOException;
import java.nio.file.Path;

public final class QuickStart {
    public static void main(String[] args) throws IOException {
        try (var estimator = DepthEstimator.builder().build()) {
            var prediction = estimator.estimate(RgbImage.read(Path.of(args[0])));
            DepthWriter.colorPng(Colormap.spectral()).write(prediction.depth(), Path.of(args[1]));
        }
    }
}
