package dev.marigold.prediction;

import java.util.OptionalLong;

/**
 * How a prediction came about: enough to repeat it where nothing else was set. Options of the scheduler, the variant of the weights, precision and
 * device, and how pictures are resized, are not in it. Made by the library; components may be added, so match on accessors, not on the
 * constructor.
 *
 * @param checkpoint what the checkpoint was opened from: a directory or a reference
 * @param backend id of the backend
 * @param scheduler id of the scheduler
 * @param ensembler id of the ensembler, also when there was one member only and it had nothing to do
 * @param steps number of denoising steps
 * @param ensembleSize number of members
 * @param memberViews what several members saw of the picture; a single one saw the picture
 * @param processingResolution longer edge while processing in pixels; 0 if the picture was processed at its own size
 * @param seed what noise was drawn from; empty if none was: the caller gave the initial latents, or zeros were asked for, by the caller or by the
 *     checkpoint, and the scheduler draws nothing in its steps
 */
public record Provenance(
        String checkpoint,
        String backend,
        String scheduler,
        String ensembler,
        int steps,
        int ensembleSize,
        MemberViews memberViews,
        int processingResolution,
        OptionalLong seed) {}
