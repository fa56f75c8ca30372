/**
 * Networks as ONNX graphs: {@link dev.marigold.onnx.graph.OnnxOps} knows which nodes compute an operation fastest on ONNX Runtime,
 * {@link dev.marigold.onnx.graph.OnnxGraph} collects them and writes the file format. Weights are references, never data.
 */
@NullMarked
package dev.marigold.onnx.graph;

import org.jspecify.annotations.NullMarked;
