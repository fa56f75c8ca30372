package dev.marigold.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.marigold.djl.runtime.HeapTensors;
import dev.marigold.djl.runtime.TrainableNetwork;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.training.batch.Batch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The published objective. Owns its networks. */
final class DenoisingLearner implements Learner {
    private final TrainableNetwork unet;
    private final FrozenEncoder encoder;
    private final DenoisingTerm term;

    DenoisingLearner(TrainableNetwork unet, FrozenEncoder encoder, DenoisingTerm term) {
        this.unet = unet;
        this.encoder = encoder;
        this.term = term;
    }

    @Override
    public List<TrainedNetwork> trained() {
        return List.of(new TrainedNetwork(StartWeights.UNET, unet));
    }

    @Override
    public Optional<Loss> loss(Batch batch, long number, NDManager step) throws IOException {
        FloatTensor image = encoder.encode(batch.pictures());
        FloatTensor clean = encoder.encode(batch.depthPictures());
        Optional<NDArray> loss = term.loss(HeapTensors.toNative(step, image), clean, batch.masks(), number);
        return loss.map(total -> new Loss(total, Map.of()));
    }

    @Override
    public void close() {
        unet.close();
        encoder.close();
    }
}
