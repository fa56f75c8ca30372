package dev.marigold;

import static java.util.Objects.requireNonNull;

import dev.marigold.internal.provider.ProviderIds;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which provider a user wants: one of an id, one given as an object, or the default. Immutable. */
final class Choice<P> {
    private final @Nullable String id;
    private final @Nullable P provider;

    private Choice(@Nullable String id, @Nullable P provider) {
        this.id = id;
        this.provider = provider;
    }

    static <P> Choice<P> byDefault() {
        return new Choice<>(null, null);
    }

    static <P> Choice<P> named(String what, String id) {
        return new Choice<>(ProviderIds.requireValid(what, requireNonNull(id, "id")), null);
    }

    static <P> Choice<P> given(P provider, Function<P, String> id) {
        requireNonNull(provider, "provider");
        ProviderIds.requireValidOf(provider, id.apply(provider));
        return new Choice<>(null, provider);
    }

    /** Returns the provider, looked up if it was not given; empty for the default. */
    Optional<P> resolve(Function<String, P> lookUp) {
        return Optional.ofNullable(provider).or(() -> Optional.ofNullable(id).map(lookUp));
    }
}
