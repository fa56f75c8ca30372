package dev.marigold.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import com.google.common.hash.Hashing;
import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.UnetConfig;
import dev.marigold.djl.runtime.DjlEngine;
import dev.marigold.djl.runtime.HeapTensors;
import dev.marigold.djl.runtime.TrainableNetwork;
import dev.marigold.network.Autoencoder;
import dev.marigold.network.Network;
import dev.marigold.network.NetworkUse;
import dev.marigold.network.UNet2DCondition;
import dev.marigold.schedulers.NoiseSchedule;
import dev.marigold.schedulers.PredictionType;
import dev.marigold.spi.BackendOptions;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;
import dev.marigold.training.batch.Batch;
import dev.marigold.training.objective.Alignment;
import dev.marigold.training.objective.AutoencoderRole;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.objective.NoiseKind;
import dev.marigold.training.objective.Reconstruction;
import dev.marigold.training.objective.StartLatent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The script examples/marigold-mini/train.py and this trainer minimise the same. */
class TrainingScriptTest {
    private static final double TOLERANCE = 1e-5;

    private DjlEngine engine;
    private NDManager step;
    private ScriptLosses recorded;

    @BeforeEach
    void open() throws IOException {
        recorded = ScriptLosses.read();
        engine = new DjlEngine(BackendOptions.builder().build());
        step = engine.newManager();
    }

    @AfterEach
    void close() {
        step.close();
        engine.close();
    }

    @Test
    void theLossesAreThoseOfTheScriptsAsTheyAre() throws IOException {
        String script = script("train.py");
        String rule = "# " + "-".repeat(64) + " ";
        String losses = script.substring(script.indexOf(rule + "losses\n"), script.indexOf(rule + "the run\n"));

        assertThat(digest(losses)).as("else run generate_script_losses.py").isEqualTo(recorded.digest("losses"));
        assertThat(digest(script("networks.py")))
                .as("else run generate_script_losses.py")
                .isEqualTo(recorded.digest("networks"));
    }

    private static String script(String name) throws IOException {
        return Files.readString(Path.of("..", "examples", "marigold-mini", name))
                .replace("\r\n", "\n");
    }

    private static String digest(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }

    static List<ScriptLosses.Case> terms() throws IOException {
        return ScriptLosses.read().terms();
    }

    @ParameterizedTest
    @MethodSource("terms")
    void depthTermsAndTheirSlopesMatch(ScriptLosses.Case expected) {
        NDArray depths = HeapTensors.toNative(step, expected.maps("depth"));
        depths.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            DepthTerm term = new DepthTerm(
                    Optional.of(Alignment.BOUNDED),
                    depths,
                    HeapTensors.toNative(step, expected.maps("target")),
                    HeapTensors.toNative(step, expected.maps("mask")),
                    2);
            NDArray absolute = term.absolute();
            NDArray relative = term.relative(HeapTensors.toNative(step, expected.maps("per_depth")));
            NDArray beyond = term.beyond();
            NDArray gradients = term.gradients();
            NDArray total = absolute.add(Numbers.times(relative, recorded.relativeWeight()))
                    .add(Numbers.times(beyond, recorded.beyondWeight()))
                    .add(Numbers.times(gradients, recorded.gradientWeight()));
            collector.backward(total);

            assertThat((double) absolute.getFloat()).isCloseTo(expected.number("l1"), within(TOLERANCE));
            assertThat((double) relative.getFloat()).isCloseTo(expected.number("relative"), within(TOLERANCE));
            assertThat((double) beyond.getFloat()).isCloseTo(expected.number("beyond"), within(TOLERANCE));
            assertThat((double) gradients.getFloat()).isCloseTo(expected.number("gradient"), within(TOLERANCE));
            assertThat((double) total.getFloat()).isCloseTo(expected.number("total"), within(TOLERANCE));
            FloatTensor slope = HeapTensors.toHeap(depths.getGradient());
            assertThat(RecordedTraining.largestDifference(slope, expected.maps("slope")))
                    .isLessThan(TOLERANCE);
        }
    }

    @Test
    void reconstructionMatches() throws IOException {
        Autoencoder autoencoder = autoencoder();
        ScriptLosses.Case expected = recorded.objectives().of("reconstruction");
        TrainableNetwork encoder = train(autoencoder.encoder());
        double factor = recorded.objectives().number("latent_factor");
        engine.compute(() -> encoder.parameters().get("quant_conv.weight").muli(factor));
        try (Learner learner =
                new ReconstructionLearner(Reconstruction.usual(), encoder, train(autoencoder.decoder()), seed())) {
            Map<String, Double> losses = losses(learner);

            assertThat(losses).containsOnlyKeys("total", "l1", "gradient", "mean", "size");
            assertThat(losses.get("l1")).isCloseTo(expected.number("l1"), within(TOLERANCE));
            assertThat(losses.get("total")).isCloseTo(expected.number("total"), within(TOLERANCE));
            assertThat(losses.get("l1")
                            + 0.5 * losses.get("gradient")
                            + 1e-3 * losses.get("mean")
                            + 1e-2 * losses.get("size"))
                    .isCloseTo(losses.get("total"), within(TOLERANCE));
        }
    }

    @Test
    void mapsWithoutDepthAreNotReconstructed() throws IOException {
        Batch all = recorded.objectives().batch();
        Batch none = withoutDepth(all, all.depths());
        Batch other = withoutDepth(
                all,
                FloatTensor.wrap(all.depths().shape(), new float[all.depths().toArray().length]));
        Autoencoder autoencoder = autoencoder();
        try (Learner learner = new ReconstructionLearner(
                Reconstruction.usual(), train(autoencoder.encoder()), train(autoencoder.decoder()), seed())) {
            Map<String, Double> without = losses(learner, none);

            assertThat(losses(learner, other)).isEqualTo(without);
            assertThat(without.get("l1")).isNotEqualTo(losses(learner, all).get("l1"));
        }
    }

    private static Batch withoutDepth(Batch batch, FloatTensor depths) {
        FloatTensor nowhere =
                FloatTensor.wrap(batch.masks().shape(), new float[batch.masks().toArray().length]);
        return new Batch(batch.pictures(), depths, nowhere, batch.perDepth());
    }

    @ParameterizedTest
    @CsvSource({"end_to_end, 0", "end_to_end_coarse, 1"})
    void endToEndMatches(String objectiveName, double coarseShare) throws IOException {
        Autoencoder autoencoder = autoencoder();
        ScriptLosses.Case expected = recorded.objectives().of(objectiveName);
        EndToEnd objective = EndToEnd.builder()
                .start(StartLatent.GAUSSIAN)
                .relativeWeight(recorded.relativeWeight())
                .beyondWeight(recorded.beyondWeight())
                .gradientWeight(recorded.gradientWeight())
                .coarseShare(coarseShare)
                .autoencoder(AutoencoderRole.TRAINED)
                .build();
        EndToEndLearner.Parts parts = new EndToEndLearner.Parts(
                unet(),
                train(autoencoder.decoder()),
                Optional.of(train(autoencoder.encoder())),
                Optional.empty(),
                checkpoint().autoencoder().scalingFactor());
        try (Learner learner =
                new EndToEndLearner(objective, Optional.of(Alignment.BOUNDED), parts, conditioning(), diffusion())) {
            Map<String, Double> losses = losses(learner);

            assertThat(losses.get("l1")).isCloseTo(expected.number("l1"), within(TOLERANCE));
            assertThat(losses.get("relative")).isCloseTo(expected.number("relative"), within(TOLERANCE));
            assertThat(losses.get("beyond")).isCloseTo(expected.number("beyond"), within(TOLERANCE));
            assertThat(losses.get("gradient")).isCloseTo(expected.number("gradient"), within(TOLERANCE));
            assertThat(losses.get("total")).isCloseTo(expected.number("total"), within(TOLERANCE));
        }
    }

    @Test
    void denoisingMatches() throws IOException {
        ScriptLosses.Case batch = recorded.objectives();
        try (TrainableNetwork unet = unet();
                FrozenEncoder encoder = frozen(autoencoder());
                GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            FloatTensor image = encoder.encode(batch.batch().pictures());
            FloatTensor clean = encoder.encode(batch.batch().depthPictures());
            FloatTensor noise = FloatTensor.wrap(clean.shape(), batch.floats("noise"));

            NDArray loss = new DenoisingTerm(unet, conditioning(), diffusion(), NoiseKind.GAUSSIAN, 0)
                    .loss(
                            HeapTensors.toNative(step, image),
                            clean,
                            batch.batch().masks(),
                            new DenoisingTerm.Draw(batch.integers("timesteps"), noise))
                    .orElseThrow();
            collector.backward(loss);

            assertThat((double) loss.getFloat()).isCloseTo(batch.of("denoising").number("total"), within(TOLERANCE));
        }
    }

    private Map<String, Double> losses(Learner learner) throws IOException {
        return losses(learner, recorded.objectives().batch());
    }

    private Map<String, Double> losses(Learner learner, Batch batch) throws IOException {
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            Loss loss = learner.loss(batch, 0, step).orElseThrow();
            collector.backward(loss.total());
            Map<String, Double> values = new HashMap<>();
            loss.parts().forEach((name, part) -> values.put(name, (double) part.getFloat()));
            values.put("total", (double) loss.total().getFloat());
            return values;
        }
    }

    private static Checkpoint checkpoint() throws IOException {
        return Checkpoint.open(RecordedTraining.DATA.resolve("depth-v1-1"));
    }

    private static Autoencoder autoencoder() throws IOException {
        Checkpoint checkpoint = checkpoint();
        return Autoencoder.of(checkpoint.autoencoder(), checkpoint.autoencoderWeights()::get);
    }

    private TrainableNetwork train(Network half) throws IOException {
        return engine.train(half, checkpoint().autoencoderWeights(), name -> true);
    }

    private FrozenEncoder frozen(Autoencoder autoencoder) throws IOException {
        return new FrozenEncoder(
                engine.compile(autoencoder.encoder(), NetworkUse.OFTEN),
                checkpoint().autoencoder().scalingFactor(),
                Optional.empty());
    }

    private TrainableNetwork unet() throws IOException {
        Checkpoint checkpoint = checkpoint();
        return engine.train(
                new UNet2DCondition(checkpoint.unet(), checkpoint.unetWeights()::get),
                checkpoint.unetWeights(),
                name -> true);
    }

    /** Says nothing besides timesteps, like the text encoder of an untrained checkpoint. */
    private static Conditioning conditioning() throws IOException {
        UnetConfig unet = checkpoint().unet();
        return new Conditioning(
                unet,
                FloatTensor.wrap(Shape.of(1, 2, unet.crossAttentionDim()), new float[2 * unet.crossAttentionDim()]));
    }

    private Diffusion diffusion() throws IOException {
        return new Diffusion(NoiseSchedule.of(checkpoint().scheduler()), PredictionType.V_PREDICTION, seed());
    }

    private long seed() {
        return (long) recorded.objectives().number("seed");
    }
}
