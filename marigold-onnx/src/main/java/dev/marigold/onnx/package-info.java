/**
 * The ONNX Runtime backend: networks become ONNX graphs in memory whose weights are references into the safetensors files of the
 * checkpoint.
 */
@NullMarked
package dev.marigold.onnx;

import org.jspecify.annotations.NullMarked;
