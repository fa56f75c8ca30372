package dev.marigold.onnx.graph;

import java.util.List;

/**
 * The extents of a value as ONNX Runtime is told them: numbers, or symbols for what is known at run time only. It computes in place
 * where input and output have equal dimensions, so equal symbols must mean equal extents, and what is equal should have one symbol.
 *
 * @param extents outermost first
 */
record Dimensions(List<String> extents) {
    static final String BATCH = "batch";

    static Dimensions vector(int channels) {
        return new Dimensions(List.of("1", Integer.toString(channels)));
    }

    /** An image of some height and width. */
    static Dimensions image(int channels) {
        return new Dimensions(List.of(BATCH, Integer.toString(channels), "height", "width"));
    }

    /** Tokens of some sequence in their flat form, {@code [B * n, C]}. */
    static Dimensions tokens(String sequence, int channels) {
        return new Dimensions(List.of(BATCH + "*" + sequence, Integer.toString(channels)));
    }

    /** The flat tokens of an image. */
    Dimensions imageToTokens() {
        return new Dimensions(List.of(BATCH + "*" + extents.get(2) + "*" + extents.get(3), extents.get(1)));
    }

    /** The image that tokens make at the size of another image. */
    Dimensions tokensToImage(Dimensions like) {
        return new Dimensions(List.of(BATCH, extents.get(1), like.extents.get(2), like.extents.get(3)));
    }

    /** The same tokens or image with another number of channels. */
    Dimensions channels(int channels) {
        String count = Integer.toString(channels);
        return new Dimensions(
                extents.size() == 2
                        ? List.of(extents.get(0), count)
                        : List.of(extents.get(0), count, extents.get(2), extents.get(3)));
    }

    int channels() {
        return Integer.parseInt(extents.get(1));
    }

    /**
     * The image after a convolution.
     *
     * @param rows padding of the height beyond what its kernel takes away; columns likewise
     */
    Dimensions convolved(int rows, int columns, int stride) {
        return new Dimensions(List.of(
                extents.get(0),
                extents.get(1),
                convolved(extents.get(2), rows, stride),
                convolved(extents.get(3), columns, stride)));
    }

    private static String convolved(String extent, int growth, int stride) {
        String grown = growth == 0 ? extent : "(" + extent + (growth < 0 ? "" : "+") + growth + ")";
        return stride == 1 ? grown : grown + "/" + stride;
    }

    /** The image resized by a rule: one symbol for each rule and extent. */
    Dimensions resized(String rule) {
        return new Dimensions(List.of(extents.get(0), extents.get(1), extents.get(2) + rule, extents.get(3) + rule));
    }

    /** The image at the size of another. */
    Dimensions sizeOf(Dimensions like) {
        return new Dimensions(List.of(extents.get(0), extents.get(1), like.extents.get(2), like.extents.get(3)));
    }
}
