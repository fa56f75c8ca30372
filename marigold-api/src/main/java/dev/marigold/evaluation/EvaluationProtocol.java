package dev.marigold.evaluation;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The settings of the published depth evaluation: those of the checkpoint, and those of the data set, which are the same for all. Data sets
 * go by the short names of the readers, {@code nyuv2}, {@code kitti}, {@code eth3d}, {@code scannet}, {@code diode}.
 */
public enum EvaluationProtocol {
    /** marigold-depth-v1-0, the numbers of the CVPR paper. */
    V1_0("v1-0", 50, 10),
    /** marigold-depth-v1-1 as its evaluation scripts run it. */
    V1_1("v1-1", 1, 10),
    /** marigold-depth-v1-1 as the paper that extends it reports. */
    V1_1_FOUR_STEPS("v1-1-4x10", 4, 10);

    private final String id;
    private final int steps;
    private final int ensembleSize;

    EvaluationProtocol(String id, int steps, int ensembleSize) {
        this.id = id;
        this.steps = steps;
        this.ensembleSize = ensembleSize;
    }

    /** Returns the name users write, such as {@code v1-0}. */
    public String id() {
        return id;
    }

    /** Returns the number of denoising steps. */
    public int steps() {
        return steps;
    }

    /** Returns the number of members. */
    public int ensembleSize() {
        return ensembleSize;
    }

    /** Returns the seed that every picture starts from. */
    public long seed() {
        return EstimatorPredictor.PUBLISHED_SEED;
    }

    /** Returns the processing resolution, 0 for the picture's own size; empty where nothing was published for the data set. */
    public OptionalInt processingResolution(String dataset) {
        return switch (dataset) {
            case "nyuv2", "kitti", "scannet" -> OptionalInt.of(0);
            case "eth3d" -> OptionalInt.of(756);
            case "diode" -> OptionalInt.of(640);
            default -> OptionalInt.empty();
        };
    }

    /** Returns the alignment: least squares in depth, on a grid of at most 1024 pixels for the large pictures of {@code eth3d}. */
    public DepthAlignment alignment(String dataset) {
        DepthAlignment alignment = DepthAlignment.of(AlignmentMode.LEAST_SQUARES);
        return dataset.equals("eth3d") ? alignment.maxResolution(1024) : alignment;
    }

    /**
     * Returns the protocol of a name.
     *
     * @throws IllegalArgumentException if there is none; lists the names there are
     */
    public static EvaluationProtocol ofId(String id) {
        for (EvaluationProtocol protocol : values()) {
            if (protocol.id.equals(id)) {
                return protocol;
            }
        }
        throw new IllegalArgumentException("protocol must be one of "
                + Arrays.stream(values()).map(EvaluationProtocol::id).collect(Collectors.joining(", ")) + ", got '"
                + id + "'");
    }
}
