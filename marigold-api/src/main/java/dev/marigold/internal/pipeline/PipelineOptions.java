package dev.marigold.internal.pipeline;

import dev.marigold.image.OutputSize;
import dev.marigold.image.ResampleMode;
import dev.marigold.prediction.MemberViews;

/**
 * What does not change between the requests of an estimator.
 *
 * @param processingResolution longer edge while processing in pixels; 0 for the picture's own size
 * @param batchSize members per network evaluation
 * @param inputResampling how pictures are resized
 * @param outputResampling how maps are resized
 * @param outputSize size of the returned map
 * @param memberViews what several members see
 */
public record PipelineOptions(
        int processingResolution,
        int batchSize,
        ResampleMode inputResampling,
        ResampleMode outputResampling,
        OutputSize outputSize,
        MemberViews memberViews) {}
