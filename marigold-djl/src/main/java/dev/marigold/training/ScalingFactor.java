package dev.marigold.training;

import ai.djl.ndarray.NDManager;
import dev.marigold.checkpoint.AutoencoderFolder;
import dev.marigold.checkpoint.WeightVariant;
import dev.marigold.djl.runtime.HeapTensors;
import dev.marigold.djl.runtime.TrainableNetwork;
import dev.marigold.error.TrainingDivergedException;
import dev.marigold.network.Autoencoder;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.training.batch.Batch;
import dev.marigold.training.batch.BatchSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What gives the latents of an autoencoder that has learnt a standard deviation of 1, measured on samples of the first data set. */
final class ScalingFactor {
    private static final int SAMPLES = 32;

    private final TrainingRun.Parts parts;
    private final TrainerSettings settings;

    ScalingFactor(TrainingRun.Parts parts) {
        this.parts = parts;
        this.settings = parts.origin().settings();
    }

    /**
     * Returns the factor of latents of pictures and depths. Reads the weights: a mapped folder cannot be renamed everywhere.
     *
     * @param autoencoderFolder holds what was trained
     * @throws IOException if that or a sample cannot be read
     * @throws TrainingDivergedException if there is none, because all latents are the same or one is infinite or no number
     */
    double measure(Path autoencoderFolder) throws IOException {
        AutoencoderFolder files = AutoencoderFolder.open(autoencoderFolder, WeightVariant.ANY);
        Autoencoder autoencoder = Autoencoder.of(files.config(), files.weights()::get);
        int samples = Math.min(SAMPLES, settings.datasets.get(0).dataset().size());
        int batches = Math.max(1, samples / settings.batchSize);
        try (BatchSource source = new BatchSource(
                        settings.datasets.subList(0, 1),
                        settings.samples,
                        settings.batchSize,
                        settings.seed,
                        new BatchSource.Section(0, batches));
                TrainableNetwork encoder =
                        parts.engine().train(autoencoder.encoder(), files.weights(), name -> false)) {
            return 1 / requireDeviation(deviation(source, batches, encoder));
        }
    }

    private double deviation(BatchSource source, int batches, TrainableNetwork encoder) throws IOException {
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (int i = 0; i < batches; i++) {
            Batch batch = source.next();
            for (FloatTensor pictures : List.of(batch.pictures(), batch.depthPictures())) {
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
        try (NDManager scope = parts.engine().newManager()) {
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
