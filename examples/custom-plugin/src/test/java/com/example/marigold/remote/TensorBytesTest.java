package com.example.marigold.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TensorBytesTest {
    private static final FloatTensor TENSOR = FloatTensor.copyOf(Shape.of(2, 3), 0, -1, 0.5f, Float.MAX_VALUE, 4, 5);

    @Test
    void aTensorSurvivesTheRoundTrip() throws IOException {
        assertThat(TensorBytes.parse(TensorBytes.of(TENSOR))).isEqualTo(TENSOR);
    }

    @Test
    void everyTruncatedMessageIsRefused() {
        byte[] whole = TensorBytes.of(TENSOR);

        for (int length = 0; length < whole.length; length += 4) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatIOException().as("%s bytes", length).isThrownBy(() -> TensorBytes.parse(part));
        }
    }

    @Test
    void negativeExtentsAreRefused() {
        byte[] message = TensorBytes.of(TENSOR);
        message[4] = -1;

        assertThatIOException()
                .isThrownBy(() -> TensorBytes.parse(message))
                .withMessageContaining("extents must be >= 0");
    }
}
