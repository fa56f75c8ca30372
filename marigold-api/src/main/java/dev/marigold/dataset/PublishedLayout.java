package dev.marigold.dataset;

import static dev.marigold.dataset.DepthDecoder.floats;
import static dev.marigold.dataset.DepthDecoder.png16;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The data sets of Marigold's published evaluation and training, in the layout in which they were published after preprocessing: how depth
 * is stored, where it counts, and with which settings the published figures were taken. {@code docs/datasets.md} has the same as a table.
 */
public enum PublishedLayout {
    /** NYU Depth v2: indoor, Kinect. Lists have the columns picture, depth and, unused, depth with holes filled. */
    NYUV2(
            new Title("nyuv2", "NYUv2"),
            new Files(
                    "nyuv2/nyu_labeled_extracted.tar",
                    "nyu_depth/labeled/filename_list_test.txt",
                    ListColumns.of(2, 3)),
            new Coding(png16(1000), new DepthRange(1e-3f, 10), PredictionNaming.PRED_FOR_RGB),
            new Crops(PictureCrop.NONE, ValidArea.EIGEN, AreaRule.NYU),
            new Protocol(654, 0, 0)),

    /** KITTI, test split of Eigen: street scenes, LiDAR. Lists have the columns picture, depth or {@code None}, and focal length. */
    KITTI(
            new Title("kitti", "KITTI"),
            new Files(
                    "kitti/kitti_eigen_split_test.tar",
                    "kitti_depth/eigen_test_files_with_gt.txt",
                    ListColumns.of(2, 3)),
            new Coding(png16(256), new DepthRange(1e-5f, 80), PredictionNaming.PRED_BEFORE_NAME),
            new Crops(PictureCrop.KITTI_BENCHMARK, ValidArea.EIGEN, AreaRule.KITTI),
            new Protocol(652, 0, 0)),

    /** ETH3D: indoor and outdoor, laser scanner, 6048 x 4032 pixels. Lists have the columns picture and depth. */
    ETH3D(
            new Title("eth3d", "ETH3D"),
            new Files("eth3d/eth3d.tar", "eth3d_depth/eth3d_filename_list.txt", ListColumns.of(2, 2)),
            new Coding(
                    floats(4032, 6048),
                    new DepthRange(1e-5f, Float.POSITIVE_INFINITY),
                    PredictionNaming.PRED_BEFORE_NAME),
            new Crops(PictureCrop.NONE, ValidArea.WHOLE, AreaRule.WHOLE_ONLY),
            new Protocol(454, 756, 1024)),

    /** ScanNet: indoor, structured light. Lists have the columns picture and depth. */
    SCANNET(
            new Title("scannet", "ScanNet"),
            new Files(
                    "scannet/scannet_val_sampled_800_1.tar",
                    "scannet_depth/scannet_val_sampled_list_800_1.txt",
                    ListColumns.of(2, 2)),
            new Coding(png16(1000), new DepthRange(1e-3f, 10), PredictionNaming.PRED_BEFORE_NAME),
            new Crops(PictureCrop.NONE, ValidArea.WHOLE, AreaRule.WHOLE_ONLY),
            new Protocol(800, 0, 0)),

    /** DIODE: indoor and outdoor, laser scanner. Lists have the columns picture, depth and mask, which alone says where depth counts. */
    DIODE(
            new Title("diode", "DIODE"),
            new Files("diode/diode_val.tar", "diode_depth/diode_val_all_filename_list.txt", ListColumns.withMask()),
            new Coding(DepthDecoder::npy, new DepthRange(0.6f, 350), PredictionNaming.PRED_BEFORE_NAME),
            new Crops(PictureCrop.NONE, ValidArea.WHOLE, AreaRule.WHOLE_ONLY),
            new Protocol(771, 640, 0)),

    /** Hypersim: rendered interiors, for training. Lists have the columns picture, depth and, unused, split. */
    HYPERSIM(
            new Title("hypersim", "Hypersim"),
            new Files(
                    "hypersim/hypersim_processed_train.tar",
                    "hypersim_depth/filename_list_train_filtered.txt",
                    ListColumns.of(2, 3)),
            new Coding(png16(1000), new DepthRange(1e-5f, 65), PredictionNaming.PRED_FOR_RGB),
            new Crops(PictureCrop.NONE, ValidArea.WHOLE, AreaRule.WHOLE_ONLY),
            new Protocol(0, 0, 0)),

    /**
     * Virtual KITTI 2: rendered street scenes, for training. Lists have the columns picture and depth. By default no area is cut off, as in
     * training; the published validation takes {@link ValidArea#EIGEN}.
     */
    VIRTUAL_KITTI_2(
            new Title("vkitti2", "Virtual KITTI 2"),
            new Files("vkitti/vkitti.tar", "vkitti_depth/vkitti_train.txt", ListColumns.of(2, 2)),
            new Coding(png16(100), new DepthRange(1e-5f, 80), PredictionNaming.PRED_BEFORE_NAME),
            new Crops(PictureCrop.KITTI_BENCHMARK, ValidArea.WHOLE, AreaRule.KITTI),
            new Protocol(0, 0, 0));

    private final Title title;
    private final Files files;
    private final Coding coding;
    private final Crops crops;
    private final Protocol protocol;

    PublishedLayout(Title title, Files files, Coding coding, Crops crops, Protocol protocol) {
        this.title = title;
        this.files = files;
        this.coding = coding;
        this.crops = crops;
        this.protocol = protocol;
    }

    /**
     * Returns the layout with an id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static PublishedLayout ofId(String id) {
        return Arrays.stream(values())
                .filter(layout -> layout.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("layout must be one of "
                        + Arrays.stream(values()).map(PublishedLayout::id).collect(Collectors.joining(", ")) + ", got "
                        + id));
    }

    /** Returns a short name, such as {@code nyuv2}. */
    public String id() {
        return title.id();
    }

    /** Returns the name to show to people, such as {@code NYUv2}. */
    public String displayName() {
        return title.displayName();
    }

    /** Returns where the published archive is below the folder of all data sets, with {@code /}. */
    public String archive() {
        return files.archive();
    }

    /** Returns where the published list for evaluation, or else for training, is below the folder of all lists, with {@code /}. */
    public String list() {
        return files.list();
    }

    /** Returns the depths that aligned predictions are clipped to; of all layouts but {@link #DIODE}, depth counts strictly inside. */
    public DepthRange range() {
        return coding.range();
    }

    /** Returns what is cut out of pictures unless {@link PublishedDataset.Builder#crop} says otherwise. */
    public PictureCrop crop() {
        return crops.crop();
    }

    /** Returns the area that counts unless {@link PublishedDataset.Builder#validArea} says otherwise. */
    public ValidArea validArea() {
        return crops.area();
    }

    /** Returns the areas that can be chosen. */
    public Set<ValidArea> validAreas() {
        return Collections.unmodifiableSet(EnumSet.copyOf(crops.areas().keySet()));
    }

    /** Returns the number of pictures behind the published figures; empty if there are none. */
    public OptionalInt publishedSamples() {
        return positive(protocol.samples());
    }

    /**
     * Returns the longer side at which the published evaluation ran the network, 0 for the size of the picture; empty if nothing was published.
     */
    public OptionalInt processingResolution() {
        return publishedSamples().isPresent() ? OptionalInt.of(protocol.processingResolution()) : OptionalInt.empty();
    }

    /** Returns the longer side to which the published evaluation sampled maps down to align them; empty if it did not. */
    public OptionalInt alignmentResolution() {
        return positive(protocol.alignmentResolution());
    }

    ListColumns columns() {
        return files.columns();
    }

    DepthDecoder decoder() {
        return coding.decoder();
    }

    PredictionNaming naming() {
        return coding.naming();
    }

    AreaRule areaRule(ValidArea area) {
        return crops.areas().getOrDefault(area, AreaRule.EVERYWHERE);
    }

    private static OptionalInt positive(int value) {
        return value > 0 ? OptionalInt.of(value) : OptionalInt.empty();
    }

    private record Title(String id, String displayName) {}

    private record Files(String archive, String list, ListColumns columns) {}

    private record Coding(DepthDecoder decoder, DepthRange range, PredictionNaming naming) {}

    private record Crops(PictureCrop crop, ValidArea area, Map<ValidArea, AreaRule> areas) {}

    /** The published evaluation; 0 where it has no number. */
    private record Protocol(int samples, int processingResolution, int alignmentResolution) {}
}
