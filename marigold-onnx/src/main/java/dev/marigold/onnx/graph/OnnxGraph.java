package dev.marigold.onnx.graph;

import dev.marigold.checkpoint.DType;
import dev.marigold.checkpoint.Weight;
import dev.marigold.error.ModelLoadException;
import dev.marigold.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * An ONNX graph under construction (ONNX {@code ModelProto}). Weights become external-data references relative to one folder, small
 * constants are stored in the graph. Confined to one thread.
 */
final class OnnxGraph {
    private static final String MICROSOFT = "com.microsoft";

    private static final int IR_VERSION = 10;
    private static final int OPSET = 21;
    private static final int TYPE_FLOAT = 1;
    private static final int TYPE_INT64 = 7;
    private static final int TYPE_FLOAT16 = 10;
    private static final int TYPE_BFLOAT16 = 16;
    private static final int TYPE_FLOAT8E4M3FN = 17;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_NAME = 2;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;
    private static final int GRAPH_VALUE = 13;

    private final String name;
    private final ProtobufWriter graph = new ProtobufWriter();
    private final Map<Weight, String> stored = new LinkedHashMap<>();
    private final Map<Weight, String> widened = new HashMap<>();
    private final Map<List<Object>, String> constants = new HashMap<>();
    private final Map<String, Dimensions> dimensions = new HashMap<>();
    private int names;

    OnnxGraph(String name) {
        this.name = name;
    }

    /** Appends a node of the ONNX operator set with one output of unknown dimensions and returns the output's name. */
    String node(String operator, List<String> inputs, Attribute... attributes) {
        return append("", operator, inputs, 1, attributes);
    }

    /** Appends a node of the ONNX operator set with one output and returns the output's name. */
    String node(Dimensions dimensions, String operator, List<String> inputs, Attribute... attributes) {
        return declare(append("", operator, inputs, 1, attributes), dimensions);
    }

    /**
     * Appends a node of the ONNX operator set with several outputs.
     *
     * @return the prefix of the outputs' names, each followed by {@code :} and its number
     */
    String node(String operator, List<String> inputs, int outputs, Attribute... attributes) {
        return append("", operator, inputs, outputs, attributes);
    }

    /** Appends a node of ONNX Runtime's own operator set with one output and returns the output's name. */
    String microsoftNode(Dimensions dimensions, String operator, List<String> inputs, Attribute... attributes) {
        return declare(append(MICROSOFT, operator, inputs, 1, attributes), dimensions);
    }

    /**
     * Appends a node of ONNX Runtime's own operator set with several outputs.
     *
     * @return the prefix of the outputs' names, each followed by {@code :} and its number
     */
    String microsoftNode(String operator, List<String> inputs, int outputs, Attribute... attributes) {
        return append(MICROSOFT, operator, inputs, outputs, attributes);
    }

    private String append(String domain, String operator, List<String> inputs, int outputs, Attribute... attributes) {
        String value = operator + names++;
        graph.message(GRAPH_NODE, node -> {
            inputs.forEach(input -> node.text(1, input));
            for (int i = 0; i < outputs; i++) {
                node.text(2, outputs == 1 ? value : value + ":" + i);
            }
            node.text(3, value).text(4, operator);
            for (Attribute attribute : attributes) {
                node.message(5, attribute::writeTo);
            }
            node.text(7, domain);
        });
        return value;
    }

    /** Notes the dimensions of a value that is declared elsewhere and returns the value. */
    String declared(String value, Dimensions of) {
        dimensions.put(value, of);
        return value;
    }

    /** Declares the dimensions of a value and returns the value. */
    String declare(String value, Dimensions of) {
        dimensions.put(value, of);
        graph.message(GRAPH_VALUE, declaration(value, of));
        return value;
    }

    /** Returns the dimensions of a value, which must have been declared. */
    Dimensions dimensions(String value) {
        Dimensions known = dimensions.get(value);
        if (known == null) {
            throw new IllegalStateException("value " + value + " has no dimensions");
        }
        return known;
    }

    /** Returns the name of a one-dimensional constant of integers. */
    String integers(long... values) {
        return constants.computeIfAbsent(List.of(TYPE_INT64, ByteBuffer.wrap(bytes(values))), key -> {
            return constant(TYPE_INT64, bytes(values), values.length);
        });
    }

    /** Returns the name of a constant of numbers. */
    String reals(Shape shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constants.computeIfAbsent(List.of(shape, ByteBuffer.wrap(bytes.array())), key -> {
            return constant(TYPE_FLOAT, bytes.array(), extents(shape));
        });
    }

    private String constant(int type, byte[] values, long... extents) {
        String value = "constant" + names++;
        graph.message(
                GRAPH_INITIALIZER,
                tensor -> header(tensor, value, type, extents).bytes(9, values));
        return value;
    }

    /** Returns the name of a weight in single precision; others are widened when the session is created. */
    String weight(Weight weight) {
        String reference = stored.computeIfAbsent(weight, key -> weight.name() + "#" + names++);
        return weight.dtype() == DType.F32
                ? reference
                : widened.computeIfAbsent(
                        weight, key -> node("Cast", List.of(reference), Attribute.of("to", TYPE_FLOAT)));
    }

    private void writeWeights(Path folder) {
        stored.forEach((weight, reference) -> graph.message(GRAPH_INITIALIZER, tensor -> {
            header(tensor, reference, typeOf(weight), extents(weight.shape()));
            // Always with forward slashes, as the format demands.
            external(
                    tensor,
                    "location",
                    folder.relativize(weight.file()).toString().replace('\\', '/'));
            external(tensor, "offset", Long.toString(weight.offset()));
            external(tensor, "length", Long.toString(weight.length()));
            tensor.integer(14, 1);
        }));
    }

    /** The folder that holds the files of all weights, directly or below. */
    private Path weightFolder() {
        return stored.keySet().stream()
                .map(weight -> Objects.requireNonNull(weight.file().getParent()))
                .reduce(OnnxGraph::commonAncestor)
                .map(OnnxGraph::nameable)
                .orElse(Path.of(""));
    }

    /** ONNX Runtime is told the folder in Java's own UTF-8, which writes characters beyond 16 bits otherwise; locations it reads in any. */
    private static Path nameable(Path folder) {
        Path parent = folder.getParent();
        boolean plain = folder.toString().chars().noneMatch(unit -> Character.isSurrogate((char) unit));
        return plain || parent == null ? folder : nameable(parent);
    }

    private static Path commonAncestor(Path a, Path b) {
        Path ancestor = a;
        while (!b.startsWith(ancestor)) {
            Path parent = ancestor.getParent();
            if (parent == null) {
                throw new ModelLoadException("Weights of one network must be on one drive, got " + a + " and " + b);
            }
            ancestor = parent;
        }
        return ancestor;
    }

    private static void external(ProtobufWriter tensor, String key, String value) {
        tensor.message(13, entry -> entry.text(1, key).text(2, value));
    }

    private static int typeOf(Weight weight) {
        return switch (weight.dtype()) {
            case F32 -> TYPE_FLOAT;
            case F16 -> TYPE_FLOAT16;
            case BF16 -> TYPE_BFLOAT16;
            case F8_E4M3 -> TYPE_FLOAT8E4M3FN;
            default ->
                throw new ModelLoadException("Tensor '" + weight.name() + "' of " + weight.file()
                        + " must be F32, F16, BF16 or F8_E4M3, got " + weight.dtype());
        };
    }

    private static ProtobufWriter header(ProtobufWriter tensor, String value, int type, long... extents) {
        for (long extent : extents) {
            tensor.integer(1, extent);
        }
        return tensor.integer(2, type).text(8, value);
    }

    /** Declares an input of numbers. */
    void input(String value, List<String> extents) {
        graph.message(GRAPH_INPUT, declaration(value, new Dimensions(extents)));
    }

    /** Makes a value the output of the graph under another name. */
    void output(String value, String name, List<String> extents) {
        graph.message(
                GRAPH_NODE,
                node -> node.text(1, value).text(2, name).text(3, name).text(4, "Identity"));
        graph.message(GRAPH_OUTPUT, declaration(name, new Dimensions(extents)));
    }

    private static Consumer<ProtobufWriter> declaration(String value, Dimensions of) {
        return info -> info.text(1, value)
                .message(
                        2,
                        type -> type.message(
                                1,
                                tensor -> tensor.integer(1, TYPE_FLOAT)
                                        .message(
                                                2,
                                                shape -> of.extents()
                                                        .forEach(extent -> shape.message(1, dimension(extent))))));
    }

    private static Consumer<ProtobufWriter> dimension(String extent) {
        boolean number = extent.chars().allMatch(Character::isDigit);
        return dimension -> {
            if (number) {
                dimension.integer(1, Long.parseLong(extent));
            } else {
                dimension.text(2, extent);
            }
        };
    }

    /** Returns the finished model; nothing may be added afterwards. */
    OnnxModel finish() {
        Path folder = weightFolder();
        writeWeights(folder);
        graph.text(GRAPH_NAME, name);
        byte[] bytes = new ProtobufWriter()
                .integer(1, IR_VERSION)
                .text(2, "marigold")
                .bytes(7, graph.toByteArray())
                .message(8, opset -> opset.text(1, "").integer(2, OPSET))
                .message(8, opset -> opset.text(1, MICROSOFT).integer(2, 1))
                .toByteArray();
        long weightBytes = stored.keySet().stream().mapToLong(Weight::length).sum();
        return new OnnxModel(name, bytes, folder, weightBytes);
    }

    private static long[] extents(Shape shape) {
        long[] extents = new long[shape.rank()];
        for (int i = 0; i < extents.length; i++) {
            extents[i] = shape.extent(i);
        }
        return extents;
    }

    private static byte[] bytes(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return bytes.array();
    }
}
