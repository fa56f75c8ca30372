package dev.marigold.evaluation;

import static java.util.Objects.requireNonNull;

import dev.marigold.dataset.DepthDataset;
import dev.marigold.dataset.DepthSample;
import dev.marigold.progress.Cancellation;
import dev.marigold.tensor.FloatTensor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads predictions that another program wrote into a folder: NumPy files of half, single or double precision, {@code [H, W]} with any
 * number of axes of length 1, or 16-bit grey PNG pictures, value / 65535.
 *
 * <p>For the picture {@code room/rgb_0001.png} of a data set that names predictions {@code room/pred_0001.npy}, the first of these that
 * exists is read: {@code room/pred_0001.npy}, {@code room/pred_0001.png}, then {@code rgb_0001} with {@code .npy}, {@code _depth.npy},
 * {@code _depth.png} and {@code .png} in {@code room}, and at last the same names without {@code room}, unless another picture of the
 * data set has the same name. Names that lead out of the folder are passed over: there may be the truth.
 */
public final class PredictionFiles implements DepthPredictor {
    private static final String[] SUFFIXES = {".npy", "_depth.npy", "_depth.png", ".png"};

    private final Path folder;
    private final Map<String, Integer> stems = new HashMap<>();

    private PredictionFiles(Path folder, DepthDataset dataset) {
        this.folder = folder;
        for (int i = 0; i < dataset.size(); i++) {
            stems.merge(fileName(stem(dataset.sample(i).id())), 1, Integer::sum);
        }
    }

    /**
     * Returns the predictions in a folder.
     *
     * @param dataset what they were made for; not kept
     * @throws NotDirectoryException if {@code folder} is not a directory
     */
    public static PredictionFiles of(Path folder, DepthDataset dataset) throws IOException {
        requireNonNull(dataset, "dataset");
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        return new PredictionFiles(folder, dataset);
    }

    @Override
    public FloatTensor predict(DepthSample sample, Cancellation cancellation) throws IOException {
        return PredictionFile.read(find(sample));
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("predictions", folder.toAbsolutePath().normalize().toString());
    }

    /**
     * Returns the file of a sample's prediction.
     *
     * @throws FileNotFoundException if there is none; says which names were looked for
     */
    public Path find(DepthSample sample) throws IOException {
        Set<String> names = names(sample);
        for (String name : names) {
            Path file = folder.resolve(name);
            if (isInside(file) && Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new FileNotFoundException("no prediction in " + folder + ", looked for " + String.join(", ", names));
    }

    private boolean isInside(Path file) {
        return file.toAbsolutePath()
                .normalize()
                .startsWith(folder.toAbsolutePath().normalize());
    }

    private Set<String> names(DepthSample sample) {
        Set<String> names = new LinkedHashSet<>();
        names.add(sample.predictionName());
        names.add(stem(sample.predictionName()) + ".png");
        String stem = stem(sample.id());
        for (String suffix : SUFFIXES) {
            names.add(stem + suffix);
        }
        String last = fileName(stem);
        if (stems.getOrDefault(last, 0) <= 1) {
            for (String suffix : SUFFIXES) {
                names.add(last + suffix);
            }
        }
        return names;
    }

    private static String stem(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
