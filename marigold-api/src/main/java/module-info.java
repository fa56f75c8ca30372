/**
 * Depth from a single picture with Marigold checkpoints: what users call and what plugin authors implement.
 *
 * @uses dev.marigold.spi.DiffusionBackendProvider
 * @uses dev.marigold.spi.SchedulerProvider
 * @uses dev.marigold.spi.EnsemblerProvider
 * @uses dev.marigold.spi.CheckpointSourceProvider
 * @provides dev.marigold.spi.CheckpointSourceProvider the sources of {@code file:}, {@code classpath:} and {@code hf:}
 */
@SuppressWarnings("module") // The trainer is a friend that this module is compiled without.
module dev.marigold.api {
    requires static com.fasterxml.jackson.dataformat.csv;
    requires static io.jhdf;
    requires static org.apache.commons.compress;
    requires static transitive org.jspecify;
    requires transitive java.desktop;
    requires com.drew.metadata;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires java.net.http;

    exports dev.marigold;
    exports dev.marigold.calibration;
    exports dev.marigold.checkpoint;
    exports dev.marigold.checkpoint.random;
    exports dev.marigold.dataset;
    exports dev.marigold.dataset.hypersim;
    exports dev.marigold.ensemble;
    exports dev.marigold.error;
    exports dev.marigold.evaluation;
    exports dev.marigold.geometry;
    exports dev.marigold.image;
    exports dev.marigold.internal.file to
            dev.marigold.djl;
    exports dev.marigold.internal.json to
            dev.marigold.djl;
    exports dev.marigold.internal.numeric to
            dev.marigold.djl;
    exports dev.marigold.internal.random to
            dev.marigold.djl;
    exports dev.marigold.internal.resample to
            dev.marigold.djl;
    exports dev.marigold.network;
    exports dev.marigold.prediction;
    exports dev.marigold.progress;
    exports dev.marigold.spi;
    exports dev.marigold.tensor;

    uses dev.marigold.spi.CheckpointSourceProvider;
    uses dev.marigold.spi.DiffusionBackendProvider;
    uses dev.marigold.spi.EnsemblerProvider;
    uses dev.marigold.spi.SchedulerProvider;

    provides dev.marigold.spi.CheckpointSourceProvider with
            dev.marigold.internal.source.ClasspathCheckpointSource,
            dev.marigold.internal.source.FileCheckpointSource,
            dev.marigold.internal.source.hub.HubCheckpointSource;
    provides dev.marigold.spi.EnsemblerProvider with
            dev.marigold.ensemble.LeastSquaresEnsemblerProvider,
            dev.marigold.ensemble.MeanEnsemblerProvider,
            dev.marigold.ensemble.MedianEnsemblerProvider,
            dev.marigold.ensemble.ReferenceEnsemblerProvider;
}
