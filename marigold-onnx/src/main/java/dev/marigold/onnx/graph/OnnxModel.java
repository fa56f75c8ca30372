package dev.marigold.onnx.graph;

import dev.marigold.network.Network;
import dev.marigold.network.NetworkInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network as a model file in memory, a few hundred kilobytes without its weights.
 *
 * @param name name of the network, for messages
 * @param bytes the file; owned by this record, not to be changed
 * @param weightFolder what the locations of the weights are relative to
 * @param weightBytes size of all weights in their files
 */
@SuppressWarnings("ArrayRecordComponent") // Handed from the writer to the session once, never compared.
public record OnnxModel(String name, byte[] bytes, Path weightFolder, long weightBytes) {
    /** Name of the only output. */
    public static final String OUTPUT = "output";

    private static final List<String> IMAGE = List.of("b", "c", "h", "w");
    private static final List<String> SEQUENCE = List.of("b", "n", "c");

    /**
     * Describes a network as a graph whose inputs have the names of the network's inputs. Batch, height, width and number of tokens are
     * dynamic.
     *
     * @throws dev.marigold.error.ModelLoadException if a weight is missing or has another shape than the configuration says
     */
    public static OnnxModel of(Network network) {
        OnnxGraph graph = new OnnxGraph(network.name());
        List<NetworkInput> inputs = network.inputs();
        NetworkInput first = inputs.get(0);
        OnnxOps ops = new OnnxOps(graph, first.name());
        List<OnnxValue> values = new ArrayList<>();
        for (NetworkInput input : inputs) {
            graph.input(input.name(), extents(input));
            values.add(ops.input(input));
        }
        OnnxValue output = network.forward(ops, values);
        boolean tokens = first.kind() == NetworkInput.Kind.TOKENS;
        graph.output(tokens ? ops.sequence(output) : ops.write(output), OUTPUT, tokens ? SEQUENCE : IMAGE);
        return graph.finish();
    }

    private static List<String> extents(NetworkInput input) {
        return switch (input.kind()) {
            case IMAGE -> Dimensions.image(input.channels()).extents();
            case TOKENS -> List.of(Dimensions.BATCH, input.name(), Integer.toString(input.channels()));
            case VECTOR -> Dimensions.vector(input.channels()).extents();
        };
    }
}
