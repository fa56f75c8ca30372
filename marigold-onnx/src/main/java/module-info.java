/** Runs checkpoints on ONNX Runtime. */
module dev.marigold.onnx {
    requires transitive dev.marigold.api;
    requires static org.jspecify;
    requires com.microsoft.onnxruntime;

    exports dev.marigold.onnx;

    provides dev.marigold.spi.DiffusionBackendProvider with
            dev.marigold.onnx.OnnxBackendProvider;
}
