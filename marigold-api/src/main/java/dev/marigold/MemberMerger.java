package dev.marigold;

import static java.util.Objects.requireNonNull;

import dev.marigold.internal.provider.DefaultClassLoader;
import dev.marigold.internal.provider.ProviderIds;
import dev.marigold.internal.provider.ProviderIndex;
import dev.marigold.prediction.DepthPrediction;
import dev.marigold.spi.Ensembler;
import dev.marigold.spi.EnsemblerProvider;

/** An ensembler by name, ready to merge the members of many pictures. Immutable and safe for use by several threads. */
public final class MemberMerger {
    private final String id;
    private final Ensembler ensembler;

    private MemberMerger(EnsemblerProvider provider) {
        id = ProviderIds.requireValidOf(provider, provider.id());
        ensembler = CreatedParts.require("EnsemblerProvider", id, provider.create());
    }

    /**
     * Returns the merger of an ensembler that the context class loader of this thread sees, or the one of this library where that does not
     * see the library.
     *
     * @param ensembler its id, such as {@code least-squares}
     * @throws dev.marigold.error.ProviderUnavailableException if there is none; lists those there are
     */
    public static MemberMerger named(String ensembler) {
        return named(ensembler, DefaultClassLoader.get());
    }

    /**
     * Returns the merger of an ensembler that a class loader sees.
     *
     * @param ensembler its id, such as {@code least-squares}
     * @throws dev.marigold.error.ProviderUnavailableException if there is none; lists those there are
     */
    public static MemberMerger named(String ensembler, ClassLoader loader) {
        requireNonNull(ensembler, "ensembler");
        requireNonNull(loader, "loader");
        return new MemberMerger(ProviderIndex.ensemblers(loader).get(ensembler));
    }

    /**
     * Returns the merger of an ensembler of one's own.
     *
     * @throws IllegalArgumentException if the id of the provider has another form than those of plugins
     * @throws dev.marigold.error.ProviderUnavailableException if the provider creates none
     */
    public static MemberMerger of(EnsemblerProvider ensembler) {
        return new MemberMerger(requireNonNull(ensembler, "ensembler"));
    }

    /** Returns the id of the ensembler. */
    public String id() {
        return id;
    }

    /** Merges the first members as {@link DepthMembers#merge} does, with the same ranges and exceptions. */
    public DepthPrediction merge(DepthMembers members, int ensembleSize) {
        return members.merge(ensembleSize, id, ensembler);
    }

    @Override
    public String toString() {
        return "MemberMerger[" + id + "]";
    }
}
