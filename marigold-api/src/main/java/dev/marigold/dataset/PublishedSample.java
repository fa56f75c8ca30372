package dev.marigold.dataset;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.image.ImageLimits;
import dev.marigold.image.RgbImage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.PixelMask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A row of a list, and the files it names. */
record PublishedSample(ListRow row, DatasetFiles files, String group, View view) implements DepthSample {
    /** How pictures and depth maps are read. */
    record View(PublishedLayout layout, PictureCrop crop, AreaRule area) {}

    @Override
    public String id() {
        return row.picture();
    }

    @Override
    public String predictionName() {
        return view.layout().naming().of(row.picture());
    }

    @Override
    public List<Path> sources() {
        List<String> read = new ArrayList<>(List.of(row.picture(), row.depth()));
        mask().ifPresent(read::add);
        return files.files(read);
    }

    private Optional<String> mask() {
        ListColumns columns = view.layout().columns();
        return columns.haveMask() ? Optional.of(row.columns().get(columns.mask())) : Optional.empty();
    }

    @Override
    public RgbImage image() throws IOException {
        String name = files.name(row.picture());
        // Depth belongs to the stored pixels, and the published evaluation turns no picture.
        RgbImage image = RgbImage.readAsStored(
                new ByteArrayInputStream(files.read(row.picture())), name, ImageLimits.defaults());
        return view.crop().window(image.height(), image.width(), name).cut(image);
    }

    @Override
    public GroundTruth groundTruth() throws IOException {
        String name = files.name(row.depth());
        FloatTensor depth = crop(view.layout().decoder().decode(files.read(row.depth()), name), name);
        Window area = view.area().window(depth.shape().extent(0), depth.shape().extent(1), name);
        return new GroundTruth(depth, measured(depth).and(area.mask(depth.shape())));
    }

    private PixelMask measured(FloatTensor depth) throws IOException {
        Optional<String> path = mask();
        if (path.isEmpty()) {
            return Validity.inside(depth, view.layout().range());
        }
        String name = files.name(path.get());
        FloatTensor mask = crop(DepthDecoder.npy(files.read(path.get()), name), name);
        if (!mask.shape().equals(depth.shape())) {
            throw new InvalidDatasetException(
                    name + " must have the shape of its depth map, " + depth.shape() + ", got " + mask.shape());
        }
        return Validity.marked(depth, mask);
    }

    private FloatTensor crop(FloatTensor map, String name) {
        return view.crop()
                .window(map.shape().extent(0), map.shape().extent(1), name)
                .cut(map);
    }
}
