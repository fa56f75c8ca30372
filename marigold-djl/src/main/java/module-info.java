/** Runs checkpoints on PyTorch, through DJL. */
module dev.marigold.djl {
    requires transitive dev.marigold.api;
    requires static org.jspecify;
    requires ai.djl.api;
    requires ai.djl.pytorch_engine;

    exports dev.marigold.djl;

    provides dev.marigold.spi.DiffusionBackendProvider with
            dev.marigold.djl.DjlBackendProvider;
}
