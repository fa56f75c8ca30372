package dev.marigold.onnx.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.marigold.network.Network;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A model as another implementation of the format reads it. */
record ParsedModel(OnnxModel model, ModelProto proto) {
    static ParsedModel of(Network network) {
        OnnxModel model = OnnxModel.of(network);
        try {
            return new ParsedModel(model, ModelProto.parseFrom(model.bytes()));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    List<NodeProto> nodes() {
        return proto.getGraph().getNodeList();
    }

    Map<String, Long> operators() {
        return nodes().stream().collect(Collectors.groupingBy(NodeProto::getOpType, Collectors.counting()));
    }

    List<TensorProto> initializers() {
        return proto.getGraph().getInitializerList();
    }

    /** Returns the tensors whose values are in another file. */
    List<TensorProto> external() {
        return initializers().stream()
                .filter(tensor -> tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL)
                .toList();
    }

    static Map<String, String> location(TensorProto tensor) {
        return tensor.getExternalDataList().stream()
                .collect(Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
    }
}
