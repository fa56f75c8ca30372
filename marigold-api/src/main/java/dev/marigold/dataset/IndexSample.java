package dev.marigold.dataset;

import dev.marigold.image.ImageLimits;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A row of an index, and the files it names. */
record IndexSample(IndexRow row, DatasetFiles files, DepthRange range) implements DepthSample {
    @Override
    public String id() {
        return row.paths().picture();
    }

    @Override
    public String group() {
        return row.group();
    }

    @Override
    public String predictionName() {
        return PredictionNaming.SAME.of(id());
    }

    @Override
    public List<Path> sources() {
        return files.files(List.of(id(), row.paths().map()));
    }

    @Override
    public RgbImage image() throws IOException {
        String name = files.name(id());
        RgbImage image =
                RgbImage.readAsStored(new ByteArrayInputStream(files.read(id())), name, ImageLimits.defaults());
        row.size().require(image.width(), image.height(), name);
        return image;
    }

    @Override
    public GroundTruth groundTruth() throws IOException {
        String map = row.paths().map();
        String name = files.name(map);
        byte[] bytes = files.read(map);
        FloatTensor stored = map.endsWith(".npy") ? DepthDecoder.npy(bytes, name) : DepthDecoder.png16(bytes, name);
        row.size().require(stored.shape().extent(1), stored.shape().extent(0), name);
        float[] metres = stored.toArray();
        for (int i = 0; i < metres.length; i++) {
            metres[i] = row.coding().metres(metres[i]);
        }
        FloatTensor depth = FloatTensor.wrap(stored.shape(), metres);
        return new GroundTruth(depth, Validity.inside(depth, range));
    }
}
