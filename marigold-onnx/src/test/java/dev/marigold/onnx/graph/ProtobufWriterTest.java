package dev.marigold.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtobufWriterTest {
    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, 127, 128, 16383, 16384, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void integersAreReadBack(long value) throws IOException {
        byte[] bytes = new ProtobufWriter().integer(3, value).toByteArray();

        CodedInputStream in = CodedInputStream.newInstance(bytes);
        assertThat(in.readTag()).isEqualTo(3 << 3 | WireFormat.WIRETYPE_VARINT);
        assertThat(in.readInt64()).isEqualTo(value);
        assertThat(in.isAtEnd()).isTrue();
    }

    @Test
    void aNegativeIntegerTakesTenBytes() {
        byte[] bytes = new ProtobufWriter().integer(1, -1).toByteArray();

        assertThat(bytes).containsExactly(0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 127, 128, 20_000})
    void bytesCarryTheirLength(int length) throws IOException {
        byte[] bytes = new ProtobufWriter().bytes(20, new byte[length]).toByteArray();

        CodedInputStream in = CodedInputStream.newInstance(bytes);
        assertThat(in.readTag()).isEqualTo(20 << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED);
        assertThat(in.readByteArray()).hasSize(length);
        assertThat(in.isAtEnd()).isTrue();
    }

    @Test
    void textIsUtf8() throws IOException {
        byte[] bytes = new ProtobufWriter().text(1, "größer").toByteArray();

        CodedInputStream in = CodedInputStream.newInstance(bytes);
        in.readTag();
        assertThat(in.readStringRequireUtf8()).isEqualTo("größer");
    }

    @Test
    void attributesOfEveryTypeAreReadBack() throws IOException {
        AttributeProto integer = parse(Attribute.of("axis", -1));
        AttributeProto real = parse(Attribute.of("epsilon", 1e-5));
        AttributeProto text = parse(Attribute.of("mode", "nearest"));
        AttributeProto integers = parse(Attribute.ofAll("pads", 0, 0, 1, 300));

        assertThat(integer.getI()).isEqualTo(-1);
        assertThat(integer.getType()).isEqualTo(AttributeProto.AttributeType.INT);
        assertThat(real.getF()).isEqualTo(1e-5f);
        assertThat(real.getType()).isEqualTo(AttributeProto.AttributeType.FLOAT);
        assertThat(text.getS().toStringUtf8()).isEqualTo("nearest");
        assertThat(text.getType()).isEqualTo(AttributeProto.AttributeType.STRING);
        assertThat(integers.getIntsList()).containsExactly(0L, 0L, 1L, 300L);
        assertThat(integers.getType()).isEqualTo(AttributeProto.AttributeType.INTS);
        assertThat(integers.getName()).isEqualTo("pads");
    }

    private static AttributeProto parse(Attribute attribute) throws IOException {
        ProtobufWriter out = new ProtobufWriter();
        attribute.writeTo(out);
        return AttributeProto.parseFrom(out.toByteArray());
    }
}
