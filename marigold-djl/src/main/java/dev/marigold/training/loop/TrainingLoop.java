package dev.marigold.training.loop;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.marigold.djl.runtime.DjlEngine;
import dev.marigold.error.TrainingDivergedException;
import dev.marigold.training.batch.Batch;
import dev.marigold.training.batch.BatchSource;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes updates, one after another. Confined to one thread. */
public final class TrainingLoop {
    private final DjlEngine engine;
    private final Learner learner;
    private final LearningState state;
    private final BatchSource batches;
    private final int accumulation;
    private final double largestNorm;

    /**
     * Creates a loop over borrowed parts.
     *
     * @param accumulation how gradients become an update
     */
    public TrainingLoop(
            DjlEngine engine, Learner learner, LearningState state, BatchSource batches, Accumulation accumulation) {
        this.engine = engine;
        this.learner = learner;
        this.state = state;
        this.batches = batches;
        this.accumulation = accumulation.microBatches();
        this.largestNorm = accumulation.largestNorm();
    }

    /**
     * How gradients become an update.
     *
     * @param microBatches whose gradients are averaged
     * @param largestNorm of all gradients together; infinity for no limit
     */
    public record Accumulation(int microBatches, double largestNorm) {}

    /**
     * What an update was about.
     *
     * @param loss mean over its micro-batches; NaN if nothing in them counted
     * @param parts means of what the loss is made of
     * @param gradientNorm length of all gradients together, before it was limited; 0 if nothing counted
     */
    public record Update(double loss, Map<String, Double> parts, double gradientNorm) {}

    /**
     * Takes an update. Micro-batches in which nothing counts are left out of the mean; if none is left, no weight changes.
     *
     * @param number of the update, from 0
     * @throws TrainingDivergedException if a loss is infinite or no number; no weight has changed then
     * @throws IOException if data cannot be read
     */
    public Update update(long number, double learningRate) throws IOException {
        Map<String, Double> sums = new TreeMap<>();
        double loss = 0;
        int counted = 0;
        for (int i = 0; i < accumulation; i++) {
            Optional<MicroBatch> taken = microBatch(number * accumulation + i, number);
            if (taken.isPresent()) {
                counted++;
                loss += taken.get().loss();
                taken.get().parts().forEach((name, value) -> sums.merge(name, value, Double::sum));
            }
        }
        if (counted == 0) {
            return new Update(Double.NaN, Map.of(), 0);
        }
        int present = counted;
        sums.replaceAll((name, sum) -> sum / present);
        try (NDManager step = engine.newManager()) {
            if (counted < accumulation) {
                state.scaleGradients(step, (double) accumulation / counted);
            }
            double norm = state.update(step, number, learningRate, largestNorm);
            return new Update(loss / counted, sums, norm);
        }
    }

    /** Values of a loss. */
    private record MicroBatch(double loss, Map<String, Double> parts) {}

    private Optional<MicroBatch> microBatch(long number, long update) throws IOException {
        Batch batch = batches.next();
        try (NDManager step = engine.newManager();
                GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            Optional<Loss> loss = learner.loss(batch, number, step);
            if (loss.isEmpty()) {
                return Optional.empty();
            }
            float total = loss.get().total().getFloat();
            if (!Float.isFinite(total)) {
                throw new TrainingDivergedException(
                        "The loss of update " + (update + 1) + " must be finite, got " + total);
            }
            collector.backward(Numbers.over(loss.get().total(), accumulation));
            Map<String, Double> values = new TreeMap<>();
            for (Map.Entry<String, NDArray> part : loss.get().parts().entrySet()) {
                values.put(part.getKey(), (double) part.getValue().getFloat());
            }
            return Optional.of(new MicroBatch(total, values));
        }
    }
}
