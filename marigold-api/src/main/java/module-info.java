/**
 * Depth from a single picture with Marigold checkpoints: what users call and what plugin authors implement.
 *
 * @uses dev.marigold.spi.DiffusionBackendProvider
 * @uses dev.marigold.spi.SchedulerProvider
 * @uses dev.marigold.spi.EnsemblerProvider
 * @uses dev.marigold.spi.CheckpointSourceProvider
 */
module dev.marigold.api {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;

    exports dev.marigold;
    exports dev.marigold.checkpoint;
    exports dev.marigold.checkpoint.random;
    exports dev.marigold.error;
    exports dev.marigold.image;
    exports dev.marigold.network;
    exports dev.marigold.prediction;
    exports dev.marigold.progress;
    exports dev.marigold.spi;
    exports dev.marigold.tensor;

    uses dev.marigold.spi.CheckpointSourceProvider;
    uses dev.marigold.spi.DiffusionBackendProvider;
    uses dev.marigold.spi.EnsemblerProvider;
    uses dev.marigold.spi.SchedulerProvider;
}
