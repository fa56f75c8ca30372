/** Runs checkpoints on ONNX Runtime. */
module dev.marigold.onnx {
    requires transitive dev.marigold.api;
    requires static org.jspecify;
    requires com.microsoft.onnxruntime;
}
