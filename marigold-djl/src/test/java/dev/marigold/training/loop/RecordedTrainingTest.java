package dev.marigold.training.loop;

import static dev.marigold.training.loop.RecordedTraining.largest;
import static dev.marigold.training.loop.RecordedTraining.largestDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.djl.runtime.DjlEngine;
import dev.marigold.djl.runtime.HeapTensors;
import dev.marigold.djl.runtime.NetworkValues;
import dev.marigold.djl.runtime.TrainableNetwork;
import dev.marigold.error.TrainingDivergedException;
import dev.marigold.network.Autoencoder;
import dev.marigold.network.Network;
import dev.marigold.network.NetworkUse;
import dev.marigold.network.UNet2DCondition;
import dev.marigold.schedulers.NoiseSchedule;
import dev.marigold.schedulers.PredictionType;
import dev.marigold.spi.BackendOptions;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.training.batch.Batch;
import dev.marigold.training.objective.NoiseKind;
import dev.marigold.training.optimizer.Adam;
import dev.marigold.training.optimizer.LearningRate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Noise, targets, predictions, losses, gradients and weights of four recorded steps are those of PyTorch and diffusers. */
class RecordedTrainingTest {
    private static final double TOLERANCE = 1e-5;
    private static final double GRADIENT_TOLERANCE = 1e-4;
    private static final double LEARNING_RATE = 3e-5;

    private RecordedTraining recorded;
    private DjlEngine engine;
    private TrainableNetwork unet;
    private Conditioning conditioning;
    private Diffusion diffusion;
    private DenoisingTerm term;

    @BeforeEach
    void open() throws IOException {
        recorded = RecordedTraining.open();
        engine = new DjlEngine(BackendOptions.builder().build());
        Checkpoint checkpoint = Checkpoint.open(RecordedTraining.DATA.resolve("depth-v1-1"));
        unet = engine.train(
                new UNet2DCondition(checkpoint.unet(), checkpoint.unetWeights()::get),
                checkpoint.unetWeights(),
                name -> true);
        conditioning = new Conditioning(checkpoint.unet(), recorded.tensor("text_embedding"));
        diffusion = new Diffusion(NoiseSchedule.of(checkpoint.scheduler()), PredictionType.V_PREDICTION, 0);
        term = new DenoisingTerm(unet, conditioning, diffusion, NoiseKind.ANNEALED, 0);
    }

    @AfterEach
    void close() {
        unet.close();
        engine.close();
    }

    private float differentiate(int i) throws IOException {
        return differentiate(i, recorded.tensor("step" + i + ".noise"));
    }

    private float differentiate(int i, FloatTensor noise) throws IOException {
        try (NDManager step = engine.newManager();
                GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray loss = term.loss(
                            HeapTensors.toNative(step, recorded.tensor("rgb_latent")),
                            recorded.tensor("depth_latent"),
                            recorded.mask("mask"),
                            new DenoisingTerm.Draw(recorded.timesteps("step" + i + ".timesteps"), noise))
                    .orElseThrow();
            collector.backward(loss);
            return loss.getFloat();
        }
    }

    @Test
    void latentsOfPicturesAndOfDepthMatch() throws IOException {
        Checkpoint checkpoint = Checkpoint.open(RecordedTraining.DATA.resolve("depth-v1-1"));
        FloatTensor depth = recorded.tensor("depth");
        FloatTensor mask = recorded.mask("mask");
        Batch batch = new Batch(recorded.tensor("rgb"), depth, mask, mask);
        Network network = Autoencoder.of(checkpoint.autoencoder(), checkpoint.autoencoderWeights()::get)
                .encoder();
        try (FrozenEncoder encoder = new FrozenEncoder(
                engine.compile(network, NetworkUse.OFTEN),
                checkpoint.autoencoder().scalingFactor(),
                Optional.empty())) {
            assertThat(largestDifference(encoder.encode(batch.pictures()), recorded.tensor("rgb_latent")))
                    .isLessThan(TOLERANCE);
            assertThat(largestDifference(encoder.encode(batch.depthPictures()), recorded.tensor("depth_latent")))
                    .isLessThan(TOLERANCE);
        }
    }

    @Test
    void gradientsOfTheFirstStepMatch() throws IOException {
        differentiate(0);

        SoftAssertions softly = new SoftAssertions();
        for (String name : recorded.names("grad0.")) {
            FloatTensor expected = recorded.tensor("grad0." + name);
            softly.assertThat(largestDifference(NetworkValues.gradient(unet, name), expected))
                    .as(name)
                    .isLessThan(GRADIENT_TOLERANCE * largest(expected));
        }
        softly.assertAll();
    }

    @Test
    void noisyLatentsAndTargetsOfFourStepsMatch() throws IOException {
        FloatTensor clean = recorded.tensor("depth_latent");
        for (int i = 0; i < 4; i++) {
            String step = "step" + i;
            FloatTensor noise = recorded.tensor(step + ".noise");
            int[] timesteps = recorded.timesteps(step + ".timesteps");

            FloatTensor noisy = diffusion.schedule().addNoise(clean, noise, timesteps);
            FloatTensor target = diffusion.target(clean, noise, timesteps);

            assertThat(largestDifference(noisy, recorded.tensor(step + ".noisy")))
                    .isLessThan(TOLERANCE);
            assertThat(largestDifference(target, recorded.tensor(step + ".target")))
                    .isLessThan(TOLERANCE);
        }
    }

    /** Returns what the network says at a step, with the weights that it has by then. */
    private FloatTensor predict(int i) throws IOException {
        int[] timesteps = recorded.timesteps("step" + i + ".timesteps");
        try (NDManager step = engine.newManager()) {
            NDArray image = HeapTensors.toNative(step, recorded.tensor("rgb_latent"));
            NDArray noisy = HeapTensors.toNative(step, recorded.tensor("step" + i + ".noisy"));
            return HeapTensors.toHeap(unet.evaluate(List.of(
                    image.concat(noisy, 1),
                    conditioning.times(step, timesteps),
                    conditioning.texts(step, timesteps.length))));
        }
    }

    @Test
    void predictionsLossesAndWeightsOfFourStepsMatch() throws IOException {
        LearningRate rate = LearningRate.iterExponential(50, 0.01, 2);
        try (LearningState state = learningState()) {
            for (int i = 0; i < 4; i++) {
                assertThat(largestDifference(predict(i), recorded.tensor("step" + i + ".pred")))
                        .as("prediction of step %s", i)
                        .isLessThan(TOLERANCE);
                float loss = differentiate(i);
                assertThat(LEARNING_RATE * rate.factor(i))
                        .isCloseTo(recorded.tensor("step" + i + ".lr").get(0), within(1e-11));
                assertThat(loss).isCloseTo(recorded.tensor("step" + i + ".loss").get(0), within((float) TOLERANCE));
                try (NDManager step = engine.newManager()) {
                    state.update(step, i, LEARNING_RATE * rate.factor(i), Double.POSITIVE_INFINITY);
                }
            }
        }

        SoftAssertions softly = new SoftAssertions();
        for (String name : recorded.names("final.")) {
            softly.assertThat(largestDifference(NetworkValues.weight(unet, name), recorded.tensor("final." + name)))
                    .as(name)
                    .isLessThan(TOLERANCE);
        }
        softly.assertAll();
    }

    @Test
    void gradientsThatAreNoNumbersChangeNoWeight() throws IOException {
        FloatTensor noise = recorded.tensor("step0.noise");
        float[] values = noise.toArray();
        values[0] = Float.NaN;
        differentiate(0, FloatTensor.wrap(noise.shape(), values));
        FloatTensor before = NetworkValues.weight(unet, "conv_in.weight");

        try (LearningState state = learningState();
                NDManager step = engine.newManager()) {
            assertThatThrownBy(() -> state.update(step, 6, LEARNING_RATE, 1))
                    .isInstanceOf(TrainingDivergedException.class)
                    .hasMessage("The gradients of update 7 must be finite, got a norm of NaN");
            assertThat(state.updates()).isZero();
        }

        assertThat(NetworkValues.weight(unet, "conv_in.weight")).isEqualTo(before);
    }

    private LearningState learningState() throws IOException {
        return new LearningState(
                engine,
                List.of(new TrainedNetwork("unet", unet)),
                Adam.published(),
                OptionalDouble.empty(),
                Optional.empty());
    }

    @Test
    void nothingIsLearntFromASampleWithoutDepth() throws IOException {
        FloatTensor mask = recorded.mask("mask");
        try (NDManager step = engine.newManager()) {
            assertThat(term.loss(
                            HeapTensors.toNative(step, recorded.tensor("rgb_latent")),
                            recorded.tensor("depth_latent"),
                            FloatTensor.wrap(mask.shape(), new float[mask.toArray().length]),
                            0))
                    .isEmpty();
        }
    }
}
