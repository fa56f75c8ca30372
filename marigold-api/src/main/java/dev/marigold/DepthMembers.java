package dev.marigold;

import dev.marigold.checkpoint.PipelineConfig;
import dev.marigold.internal.numeric.Ranges;
import dev.marigold.internal.pipeline.CheckedEnsembler;
import dev.marigold.internal.pipeline.DepthMaps;
import dev.marigold.internal.pipeline.DepthPipeline;
import dev.marigold.internal.pipeline.PictureSize;
import dev.marigold.internal.pipeline.RequestMonitor;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.prediction.MemberViews;
import dev.marigold.prediction.Provenance;
import dev.marigold.prediction.Timings;
import dev.marigold.progress.Cancellation;
import dev.marigold.progress.ProgressListener;
import dev.marigold.progress.Stage;
import dev.marigold.progress.TraceListener;
import dev.marigold.spi.Ensembler;
import dev.marigold.spi.EnsemblerProvider;
import dev.marigold.tensor.FloatTensor;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The members of an ensemble before they are merged: computed once, merged as often as one likes, for every smaller ensemble and with
 * every ensembler. Stays usable after its estimator is closed. Immutable and safe for use by several threads.
 */
public final class DepthMembers {
    private final FloatTensor maps;
    private final boolean exactPrefixes;
    private final PictureSize picture;
    private final DepthPipeline pipeline;
    private final PipelineConfig known;
    private final Provenance provenance;
    private final Timings timings;

    DepthMembers(Computed computed, PictureSize picture, OpenDepthModel model, Provenance provenance, Timings timings) {
        this.maps = computed.maps();
        this.exactPrefixes = computed.exactPrefixes();
        this.picture = picture;
        this.pipeline = model.pipeline();
        this.known = model.checkpoint().pipeline();
        this.provenance = provenance;
        this.timings = timings;
    }

    /** What the networks computed. */
    record Computed(FloatTensor maps, boolean exactPrefixes) {}

    /** Returns the number of members. */
    public int size() {
        return maps.shape().extent(0);
    }

    /**
     * Returns the depth of every member, {@code [E, H, W]}, in [0, 1]: 0 is near, 1 is far. {@code H} and {@code W} are those of the
     * processed picture without padding, not those of the picture.
     */
    public FloatTensor maps() {
        return maps;
    }

    /**
     * Tells whether the first {@code n} members are those of a request for an ensemble of {@code n} from the same seed or the first
     * {@code n} latents. They are unless the scheduler drew noise in its steps, which is one draw for all members, or the latent of a
     * member has a number of values that is no multiple of 16, where a draw ends as PyTorch's do. Other members are as random, but
     * other ones. A batch size above 1 rounds differently in either case.
     */
    public boolean hasExactPrefixes() {
        return exactPrefixes;
    }

    /** Returns how the members came about; the ensembler is the estimator's and has not been used. */
    public Provenance provenance() {
        return provenance;
    }

    /** Returns how long the stages of all members took; nothing has been merged. */
    public Timings timings() {
        return timings;
    }

    /**
     * Merges the first members, as {@link DepthEstimator#estimate(DepthRequest)} would have with that ensemble size and ensembler.
     *
     * <p>The timings are those of the stages here, and what the networks would have taken for that many members: {@code DENOISE} and
     * {@code DECODE} in proportion, half of {@code ENCODE} for one of several of which some saw the mirror image, the others in full.
     *
     * @param ensembleSize in [1, {@link #size()}]; a single member is returned as it is
     * @param ensembler created anew; {@link MemberMerger} creates it once
     * @throws IllegalArgumentException if {@code ensembleSize} is outside its range
     * @throws dev.marigold.error.InferenceException if the ensembler returns what is not a result
     * @throws dev.marigold.error.CancelledException if the thread is interrupted
     */
    public DepthPrediction merge(int ensembleSize, EnsemblerProvider ensembler) {
        return MemberMerger.of(ensembler).merge(this, ensembleSize);
    }

    DepthPrediction merge(int ensembleSize, String id, Ensembler ensembler) {
        Ranges.require("ensembleSize", ensembleSize, 1, size());
        RequestMonitor monitor = new RequestMonitor(new Cancellation(), ProgressListener.none(), TraceListener.none());
        CheckedEnsembler merger = new CheckedEnsembler(id, ensembler, known.invariance());
        DepthMaps merged = pipeline.merge(maps.slice(0, ensembleSize), merger, picture, monitor);
        return new DepthPrediction(
                merged.depth(),
                merged.uncertainty(),
                known.invariance(),
                known.range().orElse(null),
                provenance(ensembleSize, id),
                timings(ensembleSize, monitor.timings()));
    }

    private Provenance provenance(int ensembleSize, String ensembler) {
        return new Provenance(
                provenance.checkpoint(),
                provenance.backend(),
                provenance.scheduler(),
                ensembler,
                provenance.steps(),
                ensembleSize,
                provenance.memberViews(),
                provenance.processingResolution(),
                provenance.seed());
    }

    private Timings timings(int ensembleSize, Timings ofMerging) {
        Map<Stage, Duration> stages = new EnumMap<>(timings.stages());
        for (Stage stage : new Stage[] {Stage.DENOISE, Stage.DECODE}) {
            stages.put(stage, timings.of(stage).multipliedBy(ensembleSize).dividedBy(size()));
        }
        if (ensembleSize == 1 && size() > 1 && provenance.memberViews() == MemberViews.MIRRORED) {
            // The first one saw the picture only.
            stages.put(Stage.ENCODE, timings.of(Stage.ENCODE).dividedBy(2));
        }
        ofMerging.stages().forEach((stage, time) -> stages.merge(stage, time, Duration::plus));
        return Timings.of(stages);
    }

    @Override
    public String toString() {
        return "DepthMembers[" + maps.shape() + ", " + known.invariance() + ", " + provenance + "]";
    }
}
