package dev.marigold.testing;

import dev.marigold.spi.EnsembleResult;
import dev.marigold.spi.Ensembler;
import dev.marigold.spi.EnsemblerProvider;
import dev.marigold.tensor.FloatTensor;
import dev.marigold.tensor.Shape;

/**
 * Ensemblers of a test.
 *
 * @param ensembler what is created
 */
public record FakeEnsemblerProvider(Ensembler ensembler) implements EnsemblerProvider {
    /** Returns the first member as prediction and the last one as uncertainty, so that a test sees both and their order. */
    public static FakeEnsemblerProvider firstAndLast() {
        return new FakeEnsemblerProvider((members, invariance) -> {
            int count = members.shape().extent(0);
            return new EnsembleResult(map(members, 0), map(members, count - 1));
        });
    }

    private static FloatTensor map(FloatTensor members, int member) {
        Shape shape = members.shape();
        return members.slice(member, member + 1).reshape(Shape.of(shape.extent(1), shape.extent(2)));
    }

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public Ensembler create() {
        return ensembler;
    }
}
