package dev.marigold.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.ModelLoadException;
import dev.marigold.tensor.Shape;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightsTest {
    private static final Path FILE = Path.of("model.safetensors");

    private final Weights weights = new Weights("unet/model.safetensors", Map.of("a", weight(DType.F32)));

    @Test
    void aTensorIsFoundByNameAndShape() {
        assertThat(weights.get("a", Shape.of(2, 3))).isEqualTo(weight(DType.F32));
    }

    @Test
    void aMissingTensorIsNamed() {
        assertThat(weights.find("b")).isEmpty();
        assertThatThrownBy(() -> weights.get("b"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("unet/model.safetensors has no tensor 'b'");
    }

    @Test
    void aTensorOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> weights.get("a", Shape.of(3, 2)))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("Tensor 'a' of unet/model.safetensors must have shape [3, 2], got [2, 3]");
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"F32", "F16", "BF16", "F8_E4M3"})
    void aTensorThatNetworksCannotUseIsRefused(DType dtype) {
        Weights others = new Weights("unet/model.safetensors", Map.of("a", weight(dtype)));

        assertThatThrownBy(() -> others.get("a", Shape.of(2, 3)))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("Tensor 'a' of unet/model.safetensors must be F32, F16, BF16 or F8_E4M3, got " + dtype);
    }

    private static Weight weight(DType dtype) {
        return new Weight("a", FILE, 8, 6L * dtype.bytes(), dtype, Shape.of(2, 3));
    }
}
