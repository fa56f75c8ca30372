/** Runs checkpoints on PyTorch, through DJL, and renders the synthetic scenes that networks are trained on, without it. */
module dev.marigold.djl {
    requires transitive dev.marigold.api;
    requires static org.jspecify;
    requires ai.djl.api;
    requires ai.djl.pytorch_engine;

    exports dev.marigold.djl;
    exports dev.marigold.scene;
    exports dev.marigold.scene.store;

    provides dev.marigold.spi.DiffusionBackendProvider with
            dev.marigold.djl.DjlBackendProvider;
}
