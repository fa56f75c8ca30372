package dev.marigold.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marigold.prediction.AffineInvariance;
import dev.marigold.spi.EnsembleResult;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceEnsemblerTest {
    /** Five runs are a small sample of what rounding makes of the published optimiser: their mutual distance is known to about so much. */
    private static final double SAMPLE_SIZE_ALLOWANCE = 1.25;

    /** Largest mean distance to any one run. */
    private static final double ACCEPTED = 0.02;

    private final ReferenceEnsembler ensembler = new ReferenceEnsembler();

    @ParameterizedTest
    @ValueSource(strings = {"three", "five", "ten", "noisy"})
    void comesAsCloseToRunsOfThePublishedOptimiserAsTheyComeToEachOther(String name) throws IOException {
        JsonNode fixture = fixture("reference-" + name + "-scipy1.17.1.json");
        FloatTensor members = members(fixture);
        List<float[]> runs = new ArrayList<>();
        fixture.get("runs").forEach(run -> runs.add(floats(run.get("prediction"))));

        float[] prediction = ensembler
                .ensemble(members, AffineInvariance.SCALE_AND_SHIFT)
                .prediction()
                .toArray();

        assertThat(meanDistance(prediction, runs))
                .isLessThan(meanDistanceAmong(runs) * SAMPLE_SIZE_ALLOWANCE)
                .isLessThan(ACCEPTED);
    }

    @Test
    void resultSpansTheUnitRange() throws IOException {
        FloatTensor members = members(fixture("reference-five-scipy1.17.1.json"));

        EnsembleResult result = ensembler.ensemble(members, AffineInvariance.SCALE_AND_SHIFT);

        assertThat(result.prediction().toArray()).contains(0f, 1f);
        assertThat(result.uncertainty().isFinite()).isTrue();
    }

    @Test
    void takesTheLowerOfTheMiddleTwo() {
        FloatTensor members = FloatTensor.copyOf(Shape.of(4, 1, 2), 1, 0, 2, 0, 3, 0, 4, 0);

        EnsembleResult result = ensembler.ensemble(members, AffineInvariance.NONE);

        assertThat(result.prediction()).isEqualTo(FloatTensor.copyOf(Shape.of(1, 2), 2, 0));
        assertThat(result.uncertainty()).isEqualTo(FloatTensor.copyOf(Shape.of(1, 2), 1, 0));
    }

    @Test
    void scaleInvariantMembersAreDividedByTheirLargestValue() {
        FloatTensor members = FloatTensor.copyOf(Shape.of(3, 1, 3), 0.1f, 0.2f, 0.4f, 0.2f, 0.4f, 0.8f, 0.5f, 0.5f, 1f);

        EnsembleResult result = ensembler.ensemble(members, AffineInvariance.SCALE);

        assertThat(result.prediction().toArray()).containsExactly(0.25f, 0.5f, 1f);
        assertThat(result.uncertainty().toArray()).containsExactly(0f, 0f, 0f);
    }

    @Test
    void largePicturesAreAlignedOnFewerPixelsThanTheyHave() {
        float[] values = new float[2 * 1500 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < 4500 ? i / 4500f : 0.2f + 0.5f * (i - 4500) / 4500f;
        }

        EnsembleResult result =
                ensembler.ensemble(FloatTensor.wrap(Shape.of(2, 1500, 3), values), AffineInvariance.SCALE_AND_SHIFT);

        assertThat(result.prediction().get(2250)).isCloseTo(0.5f, within(1e-3f));
    }

    private static double meanDistanceAmong(List<float[]> runs) {
        double sum = 0;
        for (float[] run : runs) {
            List<float[]> others = new ArrayList<>(runs);
            others.remove(run);
            sum += meanDistance(run, others);
        }
        return sum / runs.size();
    }

    private static double meanDistance(float[] map, List<float[]> runs) {
        double sum = 0;
        for (float[] run : runs) {
            for (int i = 0; i < map.length; i++) {
                sum += Math.abs(map[i] - run[i]);
            }
        }
        return sum / (map.length * (double) runs.size());
    }

    private static FloatTensor members(JsonNode fixture) {
        int[] extents = new int[3];
        Arrays.setAll(extents, axis -> fixture.get("shape").get(axis).intValue());
        return FloatTensor.wrap(Shape.of(extents), floats(fixture.get("members")));
    }

    private static float[] floats(JsonNode base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64.textValue()));
        float[] floats = new float[bytes.remaining() / Float.BYTES];
        bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    private static JsonNode fixture(String name) throws IOException {
        try (InputStream stream = ReferenceEnsemblerTest.class.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(stream);
        }
    }
}
