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
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads predictions that another program wrote into a folder: NumPy files of half, single or double precision, {@code [H, W]} with any
 * number of axes of length 1, or 16-bit grey PNG pictures, value / 65535, in {@code _depth_mm.png} millimetres, 0 for none.
 *
 * <p>For the picture {@code room/rgb_0001.png} of a data set that names predictions {@code room/pred_0001.npy}, the first of these that
 * exists is read: {@code room/pred_0001.npy}, {@code room/pred_0001.png}, then {@code rgb_0001} with {@code .npy}, {@code _depth.npy},
 * {@code _depth.png}, {@code .png}, {@code _depth_metric.npy} and {@code _depth_mm.png} in {@code room}, and at last the same names without {@code
 * room}, unless another picture of the data set has the same name. {@linkplain #inMetres Predictions in metres} are {@code room/pred_0001.npy}
 * and {@code rgb_0001} with {@code _depth_metric.npy}, {@code _depth_mm.png} and {@code .npy}. Names that lead out of the folder and files that
 * the data set itself reads are passed over: there is the truth.
 */
public final class PredictionFiles implements DepthPredictor {
    private static final List<String> METRIC = List.of("_depth_metric.npy", PredictionFile.MILLIMETRES, ".npy");
    private static final List<String> ANY =
            List.of(".npy", "_depth.npy", "_depth.png", ".png", "_depth_metric.npy", PredictionFile.MILLIMETRES);

    private final Path folder;
    private final List<String> suffixes;
    private final Map<String, Integer> stems = new HashMap<>();

    private PredictionFiles(Path folder, DepthDataset dataset, List<String> suffixes) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        this.folder = folder;
        this.suffixes = suffixes;
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
        return new PredictionFiles(folder, requireNonNull(dataset, "dataset"), ANY);
    }

    /**
     * Returns the predictions in metres in a folder, for {@link AlignmentMode#NONE}: maps of relative depth are passed over.
     *
     * @param dataset what they were made for; not kept
     * @throws NotDirectoryException if {@code folder} is not a directory
     */
    public static PredictionFiles inMetres(Path folder, DepthDataset dataset) throws IOException {
        return new PredictionFiles(folder, requireNonNull(dataset, "dataset"), METRIC);
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
            if (isInside(file) && Files.isRegularFile(file) && !isRead(sample, file)) {
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

    private static boolean isRead(DepthSample sample, Path file) throws IOException {
        for (Path source : sample.sources()) {
            if (Files.exists(source) && Files.isSameFile(source, file)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> names(DepthSample sample) {
        Set<String> names = new LinkedHashSet<>();
        names.add(sample.predictionName());
        if (suffixes.contains(".png")) {
            names.add(stem(sample.predictionName()) + ".png");
        }
        String stem = stem(sample.id());
        for (String suffix : suffixes) {
            names.add(stem + suffix);
        }
        String last = fileName(stem);
        if (stems.getOrDefault(last, 0) <= 1) {
            for (String suffix : suffixes) {
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
