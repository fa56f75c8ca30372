package dev.marigold.evaluation;

import dev.marigold.dataset.DepthSample;
import dev.marigold.progress.Cancellation;
import dev.marigold.tensor.FloatTensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Predicts scenes with errors that depend on the sample alone. */
final class FakePredictor implements DepthPredictor {
    /** What happens before a prediction. */
    @FunctionalInterface
    interface Hook {
        void before(int index, Cancellation cancellation) throws IOException;
    }

    private final List<Integer> asked = new ArrayList<>();
    private final String name;
    private final Hook hook;

    FakePredictor() {
        this("fake", (index, cancellation) -> {});
    }

    FakePredictor(String name, Hook hook) {
        this.name = name;
        this.hook = hook;
    }

    /** Returns which samples were predicted, in order. */
    List<Integer> asked() {
        return asked;
    }

    @Override
    public FloatTensor predict(DepthSample sample, Cancellation cancellation) throws IOException {
        int index = Integer.parseInt(sample.id().replaceAll(".*_|\\.png", ""));
        hook.before(index, cancellation);
        asked.add(index);
        FloatTensor depth = FakeDataset.scene(index).depth();
        return Truths.of(FakeDataset.HEIGHT, FakeDataset.WIDTH, i -> depth.get(i) / 9 + (i * 31 % 11) * 0.001f * index)
                .depth();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("name", name);
    }
}
