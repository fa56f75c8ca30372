package dev.marigold.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marigold.error.ModelLoadException;
import dev.marigold.tensor.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightNamesTest {
    @ParameterizedTest
    @CsvSource({
        "encoder.mid_block.attentions.0.query.weight, encoder.mid_block.attentions.0.to_q.weight",
        "encoder.mid_block.attentions.0.key.bias, encoder.mid_block.attentions.0.to_k.bias",
        "decoder.mid_block.attentions.0.value.weight, decoder.mid_block.attentions.0.to_v.weight",
        "decoder.mid_block.attentions.0.proj_attn.bias, decoder.mid_block.attentions.0.to_out.0.bias",
        "decoder.mid_block.attentions.0.to_out.0.weight, decoder.mid_block.attentions.0.to_out.0.weight",
        "decoder.mid_block.attentions.0.group_norm.weight, decoder.mid_block.attentions.0.group_norm.weight",
        "decoder.conv_in.weight, decoder.conv_in.weight"
    })
    void autoencodersUseTheNamesOfToday(String stored, String today) {
        assertThat(WeightNames.autoencoder(weights(Map.of(stored, Shape.of(2)))).names())
                .containsExactly(today);
    }

    @ParameterizedTest
    @CsvSource({"query, to_q", "to_k, to_k", "proj_attn, to_out.0"})
    void projectionsStoredAsConvolutionsBecomeMatrices(String stored, String today) {
        Map<String, Shape> shapes =
                Map.of("decoder.mid_block.attentions.0." + stored + ".weight", Shape.of(4, 2, 1, 1));

        assertThat(WeightNames.autoencoder(weights(shapes))
                        .get("decoder.mid_block.attentions.0." + today + ".weight")
                        .shape())
                .isEqualTo(Shape.of(4, 2));
    }

    @Test
    void otherPointwiseConvolutionsKeepTheirShape() {
        Weights weights = WeightNames.autoencoder(weights(Map.of("quant_conv.weight", Shape.of(8, 8, 1, 1))));

        assertThat(weights.get("quant_conv.weight").shape()).isEqualTo(Shape.of(8, 8, 1, 1));
    }

    @Test
    void aWeightUnderBothNamesIsRefused() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("mid_block.attentions.0.query.bias", Shape.of(2));
        shapes.put("mid_block.attentions.0.to_q.bias", Shape.of(2));
        Weights weights = weights(shapes);

        assertThatThrownBy(() -> WeightNames.autoencoder(weights))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage("vae.safetensors must hold the weight 'mid_block.attentions.0.to_q.bias' once, got tensors"
                        + " 'mid_block.attentions.0.query.bias' and 'mid_block.attentions.0.to_q.bias'");
    }

    @Test
    void textEncodersHaveNoPrefixAndNoPositionIds() {
        Weights prefixed = weights(Map.of(
                "text_model.final_layer_norm.bias",
                Shape.of(2),
                "text_model.embeddings.position_ids",
                Shape.of(1, 77)));
        Weights plain =
                weights(Map.of("final_layer_norm.bias", Shape.of(2), "embeddings.position_ids", Shape.of(1, 77)));

        assertThat(WeightNames.textEncoder(prefixed).names()).containsExactly("final_layer_norm.bias");
        assertThat(WeightNames.textEncoder(plain).names()).containsExactly("final_layer_norm.bias");
    }

    private static Weights weights(Map<String, Shape> shapes) {
        Map<String, Weight> byName = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> byName.put(
                name, new Weight(name, Path.of("vae.safetensors"), 0, shape.elementCount() * 4, DType.F32, shape)));
        return new Weights("vae.safetensors", byName);
    }
}
