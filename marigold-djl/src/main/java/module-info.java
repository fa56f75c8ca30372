/** The synthetic scenes that networks are trained on; reserved for the DJL engine and the fine-tuning protocol. */
module dev.marigold.djl {
    requires transitive dev.marigold.api;
    requires static org.jspecify;

    exports dev.marigold.scene;
    exports dev.marigold.scene.store;
}
