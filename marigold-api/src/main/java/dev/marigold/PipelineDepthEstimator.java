package dev.marigold;

import static java.util.Objects.requireNonNull;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.error.CancelledException;
import dev.marigold.internal.pipeline.CountedNoise;
import dev.marigold.internal.pipeline.DepthMaps;
import dev.marigold.internal.pipeline.MemberMaps;
import dev.marigold.internal.pipeline.PictureSize;
import dev.marigold.internal.pipeline.RequestMonitor;
import dev.marigold.internal.pipeline.RunPlan;
import dev.marigold.internal.random.TorchGenerator;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.prediction.Provenance;
import dev.marigold.spi.NoiseSource;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.OptionalLong;

/** Runs the pipeline on a backend that it owns. */
final class PipelineDepthEstimator implements DepthEstimator {
    private final OpenDepthModel model;
    private final Duration loadTime;
    private final Lifecycle lifecycle = new Lifecycle();

    private PipelineDepthEstimator(OpenDepthModel model, Duration loadTime) {
        this.model = model;
        this.loadTime = loadTime;
    }

    static DepthEstimator open(EstimatorSettings settings) throws IOException {
        long start = System.nanoTime();
        try {
            OpenDepthModel model = new DepthAssembly(settings).open();
            return new PipelineDepthEstimator(model, Duration.ofNanos(System.nanoTime() - start));
        } catch (ClosedByInterruptException e) {
            throw new CancelledException("The building was cancelled: its thread was interrupted", e);
        }
    }

    @Override
    public DepthPrediction estimate(DepthRequest request) {
        requireNonNull(request, "request");
        return lifecycle.whileOpen(() -> predict(request));
    }

    @Override
    public DepthMembers members(DepthRequest request) {
        requireNonNull(request, "request");
        return lifecycle.whileOpen(() -> compute(request));
    }

    private DepthPrediction predict(DepthRequest request) {
        CountedNoise drawn = drawn(request);
        RequestMonitor monitor = monitor(request);
        DepthMaps maps = model.pipeline().run(request.image(), plan(request, drawn), monitor);
        return new DepthPrediction(
                maps.depth(),
                maps.uncertainty(),
                model.checkpoint().pipeline().invariance(),
                model.checkpoint().pipeline().range().orElse(null),
                provenance(request, drawn),
                monitor.timings());
    }

    private DepthMembers compute(DepthRequest request) {
        CountedNoise drawn = drawn(request);
        RequestMonitor monitor = monitor(request);
        MemberMaps members = model.pipeline().members(request.image(), plan(request, drawn), monitor);
        boolean stableStart = drawsNoStart(request)
                || TorchGenerator.hasStablePrefixes(
                        members.latents().elementCount() / members.latents().extent(0));
        return new DepthMembers(
                new DepthMembers.Computed(members.maps(), stableStart && !members.hasStepNoise()),
                PictureSize.of(request.image()),
                model,
                provenance(request, drawn),
                monitor.timings());
    }

    private RequestMonitor monitor(DepthRequest request) {
        return new RequestMonitor(request.cancellation(), request.progress().orElse(model.progress()), request.trace());
    }

    private long seed(DepthRequest request) {
        return request.seed().orElse(model.seed());
    }

    /** Returns what this request draws its noise from. */
    private CountedNoise drawn(DepthRequest request) {
        return new CountedNoise(new TorchGenerator(seed(request)));
    }

    private int steps(DepthRequest request) {
        return request.steps().orElse(model.defaults().steps());
    }

    private int ensembleSize(DepthRequest request) {
        return request.ensembleSize().orElse(model.defaults().ensembleSize());
    }

    /** Returns how a prediction that was made came about. */
    private Provenance provenance(DepthRequest request, CountedNoise drawn) {
        Provenance defaults = model.defaults();
        OptionalLong seed = drawn.draws() == 0 ? OptionalLong.empty() : OptionalLong.of(seed(request));
        return new Provenance(
                defaults.checkpoint(),
                defaults.backend(),
                defaults.scheduler(),
                defaults.ensembler(),
                steps(request),
                ensembleSize(request),
                defaults.memberViews(),
                defaults.processingResolution(),
                seed);
    }

    private RunPlan plan(DepthRequest request, NoiseSource drawn) {
        NoiseSource initial = startsFromZeros(request)
                ? PipelineDepthEstimator::zeros
                : request.latents().map(PipelineDepthEstimator::given).orElse(drawn);
        return new RunPlan(steps(request), ensembleSize(request), initial, drawn);
    }

    private boolean drawsNoStart(DepthRequest request) {
        return startsFromZeros(request) || request.latents().isPresent();
    }

    private boolean startsFromZeros(DepthRequest request) {
        boolean saysNothing = request.seed().isEmpty() && request.latents().isEmpty();
        return request.hasZeroLatents()
                || saysNothing && model.defaults().seed().isEmpty();
    }

    private static FloatTensor zeros(Shape shape) {
        return FloatTensor.wrap(shape, new float[Math.toIntExact(shape.elementCount())]);
    }

    private static NoiseSource given(FloatTensor latents) {
        return shape -> {
            if (!latents.shape().equals(shape)) {
                throw new IllegalArgumentException("latents must have shape " + shape
                        + " for this picture and ensembleSize " + shape.extent(0) + ", got " + latents.shape());
            }
            return latents;
        };
    }

    @Override
    public Provenance defaults() {
        return model.defaults();
    }

    @Override
    public Checkpoint checkpoint() {
        return model.checkpoint();
    }

    @Override
    public Duration loadTime() {
        return loadTime;
    }

    @Override
    public void close() {
        lifecycle.close(model.backend()::close);
    }

    @Override
    public String toString() {
        return "DepthEstimator[" + model.defaults() + "]";
    }
}
