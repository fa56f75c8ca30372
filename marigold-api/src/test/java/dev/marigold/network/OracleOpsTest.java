package dev.marigold.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marigold.checkpoint.SafetensorsFile;
import dev.marigold.checkpoint.SafetensorsWriter;
import dev.marigold.checkpoint.Weight;
import dev.marigold.engine.ErrorFunction;
import dev.marigold.engine.OracleOps;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules that networks rely on where they use an operation in an unusual way, each small enough to be checked by hand. */
class OracleOpsTest {
    private static final float ROUNDING = 1e-6f;

    @TempDir
    private Path folder;

    private final OracleOps ops = new OracleOps();

    private static FloatTensor tensor(Shape shape, float... values) {
        return FloatTensor.copyOf(shape, values);
    }

    private static FloatTensor counting(int... extents) {
        int[] next = {0};
        return OracleOps.tabulate(index -> next[0]++, extents);
    }

    private Weight weight(FloatTensor values) throws IOException {
        Path file = folder.resolve("weight.safetensors");
        new SafetensorsWriter().floats("weight", values).write(file);
        return SafetensorsFile.open(file).weights().get("weight");
    }

    @Test
    void paddingAtTheBottomRightLeavesTheFirstPixelInTheCorner() throws IOException {
        Weight corner = weight(OracleOps.tabulate(i -> i[2] == 0 && i[3] == 0 ? 1 : 0, 1, 1, 3, 3));

        FloatTensor result = ops.convolution(counting(1, 1, 4, 4), corner, null, 2, Padding.BOTTOM_RIGHT);

        assertThat(result).isEqualTo(tensor(Shape.of(1, 1, 2, 2), 0, 2, 8, 10));
    }

    @Test
    void paddingAtTheBottomRightAddsZeros() throws IOException {
        Weight farCorner = weight(OracleOps.tabulate(i -> i[2] == 2 && i[3] == 2 ? 1 : 0, 1, 1, 3, 3));

        FloatTensor result = ops.convolution(counting(1, 1, 4, 4), farCorner, null, 2, Padding.BOTTOM_RIGHT);

        assertThat(result).isEqualTo(tensor(Shape.of(1, 1, 2, 2), 10, 0, 0, 0));
    }

    @Test
    void aStrideOverAnOddSizeRoundsUpWithPaddingOnEachSide() throws IOException {
        Weight centre = weight(OracleOps.tabulate(i -> i[2] == 1 && i[3] == 1 ? 1 : 0, 1, 1, 3, 3));

        FloatTensor result = ops.convolution(counting(1, 1, 1, 5), centre, null, 2, Padding.ONE);

        assertThat(result).isEqualTo(tensor(Shape.of(1, 1, 1, 3), 0, 2, 4));
    }

    @Test
    void upsamplingToAnOddSizeRepeatsUnevenly() {
        FloatTensor result = ops.upsampleLike(counting(1, 1, 1, 3), counting(1, 7, 1, 5));

        assertThat(result).isEqualTo(tensor(Shape.of(1, 1, 1, 5), 0, 0, 1, 1, 2));
    }

    @Test
    void upsamplingToTwiceTheSizeRepeatsEachPixel() {
        FloatTensor result = ops.upsample(counting(1, 1, 2, 1));

        assertThat(result).isEqualTo(tensor(Shape.of(1, 1, 4, 2), 0, 0, 0, 0, 1, 1, 1, 1));
    }

    @Test
    void theSecondHalfOfTheChannelsIsTheGate() {
        FloatTensor result = ops.geglu(tensor(Shape.of(1, 1, 4), 2, 3, 0, 1));

        assertThat(result.get(0)).isZero();
        assertThat(result.get(1)).isCloseTo(3 * 0.8413447f, within(ROUNDING));
    }

    @Test
    void noTokenSeesALaterOne() {
        FloatTensor keys = counting(1, 3, 2);
        FloatTensor changed = tensor(Shape.of(1, 3, 2), 0, 1, 2, 3, 90, -90);

        FloatTensor result = ops.causalAttention(keys, keys, keys, 1);
        FloatTensor other = ops.causalAttention(keys, changed, changed, 1);

        assertThat(result.get(0)).isZero();
        assertThat(result.get(1)).isEqualTo(1);
        assertThat(other.slice(0, 1).reshape(Shape.of(3, 2)).slice(0, 2))
                .isEqualTo(result.reshape(Shape.of(3, 2)).slice(0, 2));
        assertThat(other).isNotEqualTo(result);
    }

    @Test
    void headsAttendToTheirOwnChannels() {
        FloatTensor query = tensor(Shape.of(1, 1, 2), 100, 100);
        FloatTensor key = tensor(Shape.of(1, 2, 2), 1, 0, 0, 1);
        FloatTensor value = tensor(Shape.of(1, 2, 2), 1, 2, 3, 4);

        FloatTensor result = ops.attention(query, key, value, 2);

        assertThat(result.toArray()).containsExactly(new float[] {1, 4}, within(ROUNDING));
    }

    @Test
    void tokensAreReadRowByRow() {
        FloatTensor image = counting(1, 2, 2, 3);

        FloatTensor tokens = ops.toTokens(image);

        assertThat(tokens.slice(0, 1).toArray()).startsWith(0, 6, 1, 7, 2, 8, 3, 9);
        assertThat(ops.toImage(tokens, image)).isEqualTo(image);
    }

    @Test
    void groupsAreRunsOfChannels() throws IOException {
        FloatTensor image = tensor(Shape.of(1, 4, 1, 1), 1, 3, 10, 10);
        Weight ones = weight(tensor(Shape.of(4), 1, 1, 1, 1));

        float[] result = ops.groupNorm(image, 2, ones, ones, 0.25).toArray();

        float deviation = (float) (1 / Math.sqrt(1.25));
        assertThat(result).containsExactly(new float[] {1 - deviation, 1 + deviation, 1, 1}, within(ROUNDING));
    }

    @Test
    void theErrorFunctionHasItsTabulatedValues() {
        assertThat(ErrorFunction.of(0)).isZero();
        assertThat(ErrorFunction.of(1)).isCloseTo(0.8427007929497149, within(1e-14));
        assertThat(ErrorFunction.of(-2)).isCloseTo(-0.9953222650189527, within(1e-14));
        assertThat(ErrorFunction.of(7)).isEqualTo(1);
    }
}
