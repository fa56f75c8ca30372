package dev.marigold.onnx.graph;

import java.util.function.Consumer;

/** A named attribute of a node (ONNX {@code AttributeProto}). */
final class Attribute {
    private static final int NAME = 1;
    private static final int REAL = 2;
    private static final int INTEGER = 3;
    private static final int TEXT = 4;
    private static final int INTEGERS = 8;
    private static final int TYPE = 20;
    private static final int TYPE_REAL = 1;
    private static final int TYPE_INTEGER = 2;
    private static final int TYPE_TEXT = 3;
    private static final int TYPE_INTEGERS = 7;

    private final Consumer<ProtobufWriter> content;

    private Attribute(Consumer<ProtobufWriter> content) {
        this.content = content;
    }

    static Attribute of(String name, long value) {
        return new Attribute(out -> out.text(NAME, name).integer(INTEGER, value).integer(TYPE, TYPE_INTEGER));
    }

    static Attribute of(String name, double value) {
        return new Attribute(
                out -> out.text(NAME, name).real(REAL, (float) value).integer(TYPE, TYPE_REAL));
    }

    static Attribute of(String name, String value) {
        return new Attribute(out -> out.text(NAME, name).text(TEXT, value).integer(TYPE, TYPE_TEXT));
    }

    static Attribute ofAll(String name, long... values) {
        return new Attribute(out -> {
            out.text(NAME, name);
            for (long value : values) {
                out.integer(INTEGERS, value);
            }
            out.integer(TYPE, TYPE_INTEGERS);
        });
    }

    void writeTo(ProtobufWriter out) {
        content.accept(out);
    }
}
