package dev.marigold.training;

import ai.djl.ndarray.NDManager;
import dev.marigold.checkpoint.AutoencoderFolder;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.djl.runtime.DjlEngine;
import dev.marigold.djl.runtime.HeapTensors;
import dev.marigold.djl.runtime.TrainableNetwork;
import dev.marigold.error.TrainingDivergedException;
import dev.marigold.network.Autoencoder;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.training.batch.Batch;
import dev.marigold.training.batch.BatchSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What gives the latents of an autoencoder that has learnt a standard deviation of 1, measured on samples of the first data set. They are read once,
 * so that a checkpoint can be written when the data are gone.
 */
final class ScalingFactor {
    private static final int SAMPLES = 32;

    private final DjlEngine engine;
    private final List<Batch> batches;

    private ScalingFactor(DjlEngine engine, List<Batch> batches) {
        this.engine = engine;
        this.batches = batches;
    }

    /**
     * Reads the samples.
     *
     * @param engine borrowed
     * @throws IOException if one cannot be read
     */
    static ScalingFactor of(TrainerSettings settings, DjlEngine engine) throws IOException {
        int samples = Math.min(SAMPLES, settings.datasets.get(0).dataset().size());
        int count = Math.max(1, samples / settings.batchSize);
        List<Batch> batches = new ArrayList<>();
        try (BatchSource source = new BatchSource(
                settings.datasets.subList(0, 1),
                settings.samples,
                settings.batchSize,
                settings.seed,
                new BatchSource.Section(0, count))) {
            for (int i = 0; i < count; i++) {
                batches.add(source.next());
            }
        }
        return new ScalingFactor(engine, batches);
    }

    /**
     * Returns the factor of latents of pictures and depths. Reads the weights: a mapped folder cannot be renamed everywhere.
     *
     * @param autoencoderFolder holds what was trained
     * @throws IOException if that cannot be read
     * @throws TrainingDivergedException if there is none, because all latents are the same or one is infinite or no number
     */
    double measure(Path autoencoderFolder) throws IOException {
        AutoencoderFolder files = AutoencoderFolder.open(autoencoderFolder, WeightVariant.ANY);
        Autoencoder autoencoder = Autoencoder.of(files.config(), files.weights()::get);
        try (TrainableNetwork encoder = engine.train(autoencoder.encoder(), files.weights(), name -> false)) {
            return 1 / requireDeviation(deviation(encoder));
        }
    }

    private double deviation(TrainableNetwork encoder) {
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (Batch batch : batches) {
            for (FloatTensor pictures : batch.reconstructed()) {
                for (float value : latents(encoder, pictures)) {
                    sum += value;
                    squares += (double) value * value;
                    count++;
                }
            }
        }
        double mean = sum / count;
        return Math.sqrt((squares - count * mean * mean) / (count - 1));
    }

    private float[] latents(TrainableNetwork encoder, FloatTensor pictures) {
        try (NDManager scope = engine.newManager()) {
            return encoder.evaluate(List.of(HeapTensors.toNative(scope, pictures)))
                    .toFloatArray();
        }
    }

    private static double requireDeviation(double deviation) {
        if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
            throw new TrainingDivergedException("The standard deviation of the trained autoencoder's latents must be"
                    + " finite and > 0, got " + deviation);
        }
        return deviation;
    }
}
