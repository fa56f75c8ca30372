package dev.marigold.evaluation;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The settings of the published depth evaluation that go with the checkpoint. Those that go with the data set, the same for all checkpoints,
 * are in {@link dev.marigold.dataset.PublishedLayout}.
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
