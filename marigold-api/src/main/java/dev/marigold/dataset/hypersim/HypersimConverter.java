package dev.marigold.dataset.hypersim;

import static java.util.Objects.requireNonNull;

import dev.marigold.error.InvalidDatasetException;
import dev.marigold.error.ProviderUnavailableException;
import dev.marigold.internal.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Converts Hypersim's frames of 1024 x 768 pixels to 8-bit pictures and 16-bit depth along the optical axis, as in Marigold's published
 * preprocessing, with one deviation: depth beyond 65.535 m becomes the largest number instead of wrapping around.
 *
 * <p>Needs the libraries {@code io.jhdf:jhdf} and {@code com.fasterxml.jackson.dataformat:jackson-dataformat-csv}, which applications add
 * themselves. Safe for use by several threads as long as they convert different splits.
 */
public final class HypersimConverter {
    private final Path raw;
    private final Path splitTable;
    private final Path target;
    private final @Nullable Path cameraTable;

    /**
     * Creates a converter that takes one camera for all scenes, as the published preprocessing does.
     *
     * @param raw folder of the scenes, {@code ai_001_001} and so on, each with its {@code images}
     * @param splitTable Hypersim's {@code metadata_images_split_scene_v1.csv}
     * @param target folder for the splits; made if it is not there
     */
    public HypersimConverter(Path raw, Path splitTable, Path target) {
        this(raw, splitTable, target, null);
    }

    private HypersimConverter(Path raw, Path splitTable, Path target, @Nullable Path cameraTable) {
        this.raw = requireNonNull(raw, "raw");
        this.splitTable = requireNonNull(splitTable, "splitTable");
        this.target = requireNonNull(target, "target");
        this.cameraTable = cameraTable;
    }

    /**
     * Returns a converter that takes each scene's own camera: some have lenses that are tilted or shifted, and other angles of view.
     *
     * @param cameraTable Hypersim's {@code metadata_camera_parameters.csv}, read when a split is converted
     */
    public HypersimConverter withCameras(Path cameraTable) {
        return new HypersimConverter(raw, splitTable, target, requireNonNull(cameraTable, "cameraTable"));
    }

    /**
     * Converts the released frames of a split. Writes into the split's folder {@code SCENE/rgb_CAMERA_frNNNN.png} and
     * {@code SCENE/depth_plane_CAMERA_frNNNN.png}, {@code filename_list_SPLIT.txt} of all of them,
     * {@code filename_list_SPLIT_filtered.txt} of those {@linkplain FrameStatistics#isForTraining good for training}, and
     * {@code filename_meta_SPLIT.csv} of their statistics. Files that are there are replaced. A frame whose files are missing or damaged
     * is left out and reported.
     *
     * @param split {@code train}, {@code val} or {@code test}
     * @throws IOException if the table cannot be read or a file cannot be written
     * @throws InvalidDatasetException if a table breaks a rule, or has no such split or not the camera of a scene
     * @throws ProviderUnavailableException if a library is missing
     */
    public ConversionReport convert(String split, FrameListener listener) throws IOException {
        List<FrameName> frames = SplitTable.read(splitTable, split);
        Function<String, PlaneDepth> cameras = cameras(frames);
        Path folder = target.resolve(split);
        List<FrameStatistics> converted = new ArrayList<>();
        List<FrameFailure> failures = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            FrameName name = frames.get(i);
            RawFrame frame = read(name, failures);
            if (frame != null) {
                converted.add(convert(frame, cameras.apply(name.scene()), name, folder));
            }
            listener.onFrame(i + 1, frames.size());
        }
        writeLists(folder, split, converted);
        return new ConversionReport(converted, failures);
    }

    /** Returns the camera of each scene, after looking all of them up. */
    private Function<String, PlaneDepth> cameras(List<FrameName> frames) throws IOException {
        if (cameraTable == null) {
            return scene -> PlaneDepth.PUBLISHED;
        }
        CameraTable table = CameraTable.read(cameraTable);
        frames.forEach(frame -> table.of(frame.scene()));
        return table::of;
    }

    private @Nullable RawFrame read(FrameName name, List<FrameFailure> failures) throws IOException {
        try {
            return RawFrame.read(raw, name);
        } catch (InvalidDatasetException | NoSuchFileException e) {
            failures.add(new FrameFailure(name.toString(), String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static FrameStatistics convert(RawFrame frame, PlaneDepth camera, FrameName name, Path folder)
            throws IOException {
        byte[] rgb = ToneMap.apply(frame);
        short[] depth = camera.millimetres(frame);
        Files.createDirectories(folder.resolve(name.scene()));
        PngFile.writeRgb(folder.resolve(name.picture()), rgb);
        PngFile.writeGrey16(folder.resolve(name.depth()), depth);
        return FrameStatistics.of(name, rgb, depth);
    }

    private static void writeLists(Path folder, String split, List<FrameStatistics> frames) throws IOException {
        Files.createDirectories(folder);
        write(
                folder.resolve("filename_list_" + split + ".txt"),
                frames.stream().map(HypersimConverter::listRow).toList());
        write(
                folder.resolve("filename_list_" + split + "_filtered.txt"),
                frames.stream()
                        .filter(FrameStatistics::isForTraining)
                        .map(HypersimConverter::listRow)
                        .toList());
        List<String> table = new ArrayList<>();
        table.add("rgb_path,depth_path,rgb_range,depth_range,invalid_ratio");
        frames.forEach(frame -> table.add(String.format(
                Locale.ROOT,
                "%s,%s,%d,%.3f,%.6f",
                frame.picture(),
                frame.depth(),
                frame.colorRange(),
                frame.depthRange(),
                frame.invalidRatio())));
        write(folder.resolve("filename_meta_" + split + ".csv"), table);
    }

    /** A list that is cut off is a list too. */
    private static void write(Path file, List<String> lines) throws IOException {
        WholeFile.create(file, temporary -> Files.write(temporary, lines));
    }

    private static String listRow(FrameStatistics frame) {
        return frame.picture() + " " + frame.depth();
    }
}
