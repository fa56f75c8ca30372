/** Runs checkpoints on PyTorch, through DJL, trains them, and renders the synthetic scenes to train them on. */
module dev.marigold.djl {
    requires transitive dev.marigold.api;
    requires static org.jspecify;
    requires ai.djl.api;
    requires ai.djl.pytorch_engine;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires dev.marigold.schedulers;
    // DJL's, which names none of the modules that it needs.
    requires org.slf4j;

    exports dev.marigold.djl;
    exports dev.marigold.scene;
    exports dev.marigold.scene.store;
    exports dev.marigold.training;
    exports dev.marigold.training.data;
    exports dev.marigold.training.objective;
    exports dev.marigold.training.optimizer;
    exports dev.marigold.training.normalization;

    provides dev.marigold.spi.DiffusionBackendProvider with
            dev.marigold.djl.DjlBackendProvider;
}
