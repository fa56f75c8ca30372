package dev.marigold.internal.pipeline;

import dev.marigold.image.OutputSize;
import dev.marigold.image.RgbImage;
import dev.marigold.prediction.MemberViews;
import dev.marigold.progress.Stage;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.util.function.Supplier;

/** From a picture to its depth map. Keeps no state between requests; safe for use by several threads. */
public final class DepthPipeline {
    /** Engines copy arrays into buffers that are addressed by bytes. */
    private static final int MOST_VALUES_OF_AN_ENGINE = Integer.MAX_VALUE / Float.BYTES;

    private final LatentSpace space;
    private final NetworkTurns turns;
    private final Batches batches;
    private final Preprocessor preprocessor;
    private final ImageEncoder encoder;
    private final Denoiser denoiser;
    private final TargetDecoder decoder;
    private final CheckedEnsembler ensembler;
    private final Restorer restorer;
    private final OutputSize outputSize;
    private final MemberViews memberViews;

    /** Creates the pipeline over plugins that it borrows. */
    public DepthPipeline(
            CheckedBackend backend, CheckedScheduler scheduler, CheckedEnsembler ensembler, PipelineOptions options) {
        this.batches = new Batches(options.batchSize());
        this.space = backend.space();
        this.turns = new NetworkTurns(backend.memoryMode());
        this.preprocessor = new Preprocessor(
                options.inputResampling(),
                options.processingResolution(),
                backend.space().downscaling());
        this.encoder = new ImageEncoder(backend);
        this.denoiser = new Denoiser(backend, scheduler, batches);
        this.decoder = new TargetDecoder(backend, batches, new DepthHead());
        this.ensembler = ensembler;
        this.restorer = new Restorer(options.outputResampling());
        this.outputSize = options.outputSize();
        this.memberViews = options.memberViews();
    }

    /**
     * Predicts the depth of one picture.
     *
     * @throws dev.marigold.error.MarigoldException if a plugin fails, the picture is unsuitable or the request is to stop
     * @throws IllegalArgumentException if the plan does not fit the picture
     */
    public DepthMaps run(RgbImage image, RunPlan plan, RequestMonitor monitor) {
        MemberMaps members = members(image, plan, monitor);
        DepthMaps restored = merge(members.maps(), ensembler, PictureSize.of(image), monitor);
        monitor.trace("prediction", batchOfOne(restored.depth()));
        return restored;
    }

    /**
     * Computes the maps of all members; throws what {@link #run} throws.
     */
    public MemberMaps members(RgbImage image, RunPlan plan, RequestMonitor monitor) {
        // Before anything is computed, so that what cannot be is refused at once.
        CheckedScheduler.Walk walk = denoiser.start(plan.steps());
        requireAddressable(image, plan.members());
        PaddedPicture picture = monitor.run(Stage.PREPROCESS, () -> preprocessor.process(image));
        Views views = new Views(picture, memberViews == MemberViews.MIRRORED && plan.members() > 1);
        FloatTensor seen = views.tensor();
        monitor.trace("preprocessed", seen);
        // Before the encoder runs, so that latents of the wrong shape are refused at once.
        Shape latentShape = space.targetLatents(plan.members(), picture.tensor().shape());
        FloatTensor noise = plan.initialNoise().next(latentShape);
        monitor.trace("init_latents", noise);
        FloatTensor imageLatents = evaluate(Stage.ENCODE, monitor, () -> encoder.encode(seen, monitor));
        monitor.trace("image_latent", imageLatents);

        CountedNoise stepNoise = new CountedNoise(plan.stepNoise());
        FloatTensor latents =
                evaluate(Stage.DENOISE, monitor, () -> denoiser.denoise(imageLatents, noise, walk, stepNoise, monitor));
        FloatTensor padded = evaluate(Stage.DECODE, monitor, () -> decoder.decode(latents, monitor));
        FloatTensor members = monitor.run(Stage.RESTORE, () -> views.restore(padded));
        return new MemberMaps(members, latentShape, stepNoise.draws() > 0);
    }

    private FloatTensor evaluate(Stage stage, RequestMonitor monitor, Supplier<FloatTensor> work) {
        return turns.run(monitor, () -> monitor.run(stage, work));
    }

    /**
     * Merges members and brings the result to the size that this pipeline returns. Needs no network.
     *
     * @param members shape {@code [E, H, W]}, as {@link #members} gives them
     * @param picture the size of the picture they are of
     */
    public DepthMaps merge(FloatTensor members, CheckedEnsembler merger, PictureSize picture, RequestMonitor monitor) {
        boolean alone = members.shape().extent(0) == 1;
        DepthMaps merged = alone ? merger.merge(members) : monitor.run(Stage.ENSEMBLE, () -> merger.merge(members));
        return monitor.run(Stage.RESTORE, () -> restore(merged, picture));
    }

    private DepthMaps restore(DepthMaps maps, PictureSize picture) {
        if (outputSize == OutputSize.INPUT) {
            return restorer.restore(maps, picture.height(), picture.width());
        }
        Shape processed = maps.depth().shape();
        return restorer.restore(maps, processed.extent(0), processed.extent(1));
    }

    private void requireAddressable(RgbImage image, int members) {
        long pixels = preprocessor.pixels(image);
        requireAtMost(Integer.MAX_VALUE, pixels * members, pixels, members);
        requireAtMost(
                MOST_VALUES_OF_AN_ENGINE, pixels * 3 * space.targets() * batches.largest(members), pixels, members);
    }

    private void requireAtMost(int most, long values, long pixels, int members) {
        if (values > most) {
            throw new IllegalArgumentException("ensembleSize " + members + " in batches of "
                    + batches.largest(members) + " at " + pixels + " pixels needs " + values
                    + " values in one array, more than " + most
                    + "; lower ensembleSize, batchSize or processingResolution");
        }
    }

    private static FloatTensor batchOfOne(FloatTensor map) {
        return map.reshape(Shape.of(1, 1, map.shape().extent(0), map.shape().extent(1)));
    }
}
