package dev.marigold;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.internal.pipeline.DepthPipeline;
import dev.marigold.prediction.Provenance;
import dev.marigold.progress.ProgressListener;
import dev.marigold.spi.DiffusionBackend;

/**
 * The parts of a depth estimator.
 *
 * @param backend owned by whoever owns this record
 * @param pipeline borrows the backend
 * @param defaults the provenance of a request that says nothing else
 * @param seed of what a request draws that names none
 * @param progress hears of requests that name no other listener
 */
record OpenDepthModel(
        Checkpoint checkpoint,
        DiffusionBackend backend,
        DepthPipeline pipeline,
        Provenance defaults,
        long seed,
        ProgressListener progress) {}
