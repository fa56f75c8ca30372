package dev.marigold.onnx.graph;

import dev.marigold.network.Padding;
import dev.marigold.onnx.graph.OnnxValue.Convolution;
import dev.marigold.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A 3x3 convolution of an image doubled by repeating pixels, computed from the image itself: of the nine pixels under a kernel at most
 * four differ, so each of the four pixels that one becomes has a 2x2 kernel of sums of the weights (the sub-pixel convolution of Shi et
 * al. 2016, read backwards). Four multiplications instead of nine, and the doubled image never exists.
 */
final class SubPixelConvolution {
    /** {@code TAPS[phase][tap]} is the kernel rows (or columns) that see the same pixel. */
    private static final int[][][] TAPS = {{{0}, {1, 2}}, {{0, 1}, {2}}};

    private final OnnxGraph graph;

    SubPixelConvolution(OnnxGraph graph) {
        this.graph = graph;
    }

    /** Whether a convolution is of the kind that this computes. */
    static boolean appliesTo(Convolution c) {
        return c.weight().shape().extent(2) == 3
                && c.weight().shape().extent(3) == 3
                && c.stride() == 1
                && c.padding().equals(Padding.ONE);
    }

    /**
     * Writes the nodes.
     *
     * @param x the image before doubling
     * @param bias may be {@link ImageNodes#ABSENT}
     */
    String write(Convolution c, String x, String bias) {
        Shape kernel = c.weight().shape();
        Dimensions phase = graph.dimensions(x).channels(kernel.extent(0));
        String sums = phaseKernels(c);
        List<String> phases = new ArrayList<>();
        for (int p = 0; p < 4; p++) {
            String columns = graph.node(
                    "Slice", List.of(sums, graph.integers(4L * p), graph.integers(4L * p + 4), graph.integers(1)));
            String taps =
                    graph.node("Reshape", List.of(columns, graph.integers(kernel.extent(0), kernel.extent(1), 2, 2)));
            int top = 1 - p / 2;
            int left = 1 - p % 2;
            phases.add(graph.node(
                    phase,
                    "Conv",
                    List.of(x, taps, bias),
                    Attribute.ofAll("kernel_shape", 2, 2),
                    Attribute.ofAll("pads", top, left, 1 - top, 1 - left)));
        }
        Dimensions together = phase.channels(4 * kernel.extent(0));
        String all = graph.node(together, "Concat", phases, Attribute.of("axis", 1));
        return graph.node(phase.resized("*2"), "DepthToSpace", List.of(all), Attribute.of("blocksize", 2));
    }

    /** The kernels of the four phases, {@code [O * I, 4 * 4]}: a constant that the session computes once from the stored weight. */
    private String phaseKernels(Convolution c) {
        String rows = graph.node("Reshape", List.of(graph.weight(c.weight()), graph.integers(-1, 9)));
        return graph.node("MatMul", List.of(rows, graph.reals(Shape.of(9, 16), selection())));
    }

    private static float[] selection() {
        float[] selection = new float[9 * 16];
        for (int phase = 0; phase < 4; phase++) {
            for (int tap = 0; tap < 4; tap++) {
                for (int row : TAPS[phase / 2][tap / 2]) {
                    for (int column : TAPS[phase % 2][tap % 2]) {
                        selection[(3 * row + column) * 16 + 4 * phase + tap] = 1;
                    }
                }
            }
        }
        return selection;
    }
}
