/** Sessions: ONNX Runtime's native objects, their options, threads and execution providers. */
@NullMarked
package dev.marigold.onnx.runtime;

import org.jspecify.annotations.NullMarked;
