package dev.marigold.training.loop;

import dev.marigold.checkpoint.Checkpoint;
import dev.marigold.checkpoint.SchedulerConfig;
import dev.marigold.checkpoint.Weights;
import dev.marigold.djl.runtime.DjlEngine;
import dev.marigold.djl.runtime.TrainableNetwork;
import dev.marigold.network.Autoencoder;
import dev.marigold.network.NetworkBackend;
import dev.marigold.network.NetworkUse;
import dev.marigold.network.UNet2DCondition;
import dev.marigold.training.normalization.DepthNormalization;
import dev.marigold.training.objective.Alignment;
import dev.marigold.training.objective.AutoencoderRole;
import dev.marigold.training.objective.Denoising;
import dev.marigold.training.objective.EndToEnd;
import dev.marigold.training.objective.Objective;
import dev.marigold.training.objective.Reconstruction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens the networks that an objective needs. */
public final class Learners {
    private final DjlEngine engine;
    private final StartWeights start;
    private final Checkpoint teacher;
    private final SchedulerConfig scheduler;
    private final Optional<LatentCache> cache;
    private final List<Runnable> opened = new ArrayList<>();

    /**
     * Prepares.
     *
     * @param engine borrowed
     * @param teacher whose autoencoder makes the latents of targets
     * @param scheduler says how samples are noised, where they are
     */
    public Learners(
            DjlEngine engine,
            StartWeights start,
            Checkpoint teacher,
            SchedulerConfig scheduler,
            Optional<LatentCache> cache) {
        this.engine = engine;
        this.start = start;
        this.teacher = teacher;
        this.scheduler = scheduler;
        this.cache = cache;
    }

    /**
     * Opens the networks of an objective.
     *
     * @param normalization what targets are: if absolute, end-to-end predictions are not aligned with them
     * @param seed of all draws
     * @return owned by the caller
     * @throws IOException if weights cannot be read
     * @throws dev.marigold.error.ModelLoadException if a weight is missing or has another shape than the configuration says
     */
    public Learner open(Objective objective, DepthNormalization normalization, long seed) throws IOException {
        try {
            if (objective instanceof Reconstruction reconstruction) {
                return new ReconstructionLearner(reconstruction, encoder(), decoder(true), seed);
            }
            Diffusion diffusion = Diffusion.of(scheduler, seed);
            Conditioning conditioning = new Conditioning(
                    start.checkpoint().unet(), NetworkBackend.embedEmptyPrompt(start.checkpoint(), engine));
            if (objective instanceof EndToEnd endToEnd) {
                Optional<Alignment> alignment =
                        normalization.range().isPresent() ? Optional.empty() : Optional.of(endToEnd.alignment());
                return new EndToEndLearner(endToEnd, alignment, parts(endToEnd), conditioning, diffusion);
            }
            Denoising denoising = (Denoising) objective;
            TrainableNetwork unet = unet();
            DenoisingTerm term =
                    new DenoisingTerm(unet, conditioning, diffusion, denoising.noise(), denoising.terminalShare());
            return new DenoisingLearner(unet, frozenEncoder(), term);
        } catch (IOException | RuntimeException e) {
            opened.forEach(Runnable::run);
            throw e;
        }
    }

    private EndToEndLearner.Parts parts(EndToEnd objective) {
        boolean learns = objective.autoencoder() == AutoencoderRole.TRAINED;
        return new EndToEndLearner.Parts(
                unet(),
                decoder(learns),
                learns ? Optional.of(encoder()) : Optional.empty(),
                learns && objective.denoisingWeight() == 0 ? Optional.empty() : Optional.of(frozenEncoder()),
                start.checkpoint().autoencoder().scalingFactor());
    }

    private TrainableNetwork unet() {
        Weights weights = start.unet();
        return keep(engine.train(new UNet2DCondition(start.checkpoint().unet(), weights::get), weights, name -> true));
    }

    private TrainableNetwork encoder() {
        return keep(engine.train(autoencoder().encoder(), start.autoencoder(), name -> true));
    }

    private TrainableNetwork decoder(boolean learns) {
        return keep(engine.train(autoencoder().decoder(), start.autoencoder(), name -> learns));
    }

    private Autoencoder autoencoder() {
        return Autoencoder.of(start.checkpoint().autoencoder(), start.autoencoder()::get);
    }

    private FrozenEncoder frozenEncoder() {
        Autoencoder autoencoder = Autoencoder.of(teacher.autoencoder(), teacher.autoencoderWeights()::get);
        FrozenEncoder encoder = new FrozenEncoder(
                engine.compile(autoencoder.encoder(), NetworkUse.OFTEN),
                teacher.autoencoder().scalingFactor(),
                cache);
        opened.add(encoder::close);
        return encoder;
    }

    private TrainableNetwork keep(TrainableNetwork network) {
        opened.add(network::close);
        return network;
    }
}
