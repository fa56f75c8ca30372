package dev.marigold.checkpoint;

/** Which files to use where a checkpoint stores its weights in several precisions. */
public enum WeightVariant {
    /** The full-precision files where they exist, else the half-precision files. */
    ANY,
    /** Files without a variant in their name: {@code diffusion_pytorch_model.safetensors}. */
    FP32,
    /** Files with the half-precision variant in their name: {@code diffusion_pytorch_model.fp16.safetensors}. */
    FP16
}
