package dev.marigold.djl.runtime;

/**
 * Something to be computed under settings that end with it.
 *
 * @param <T> of the result
 * @param <E> what it may fail with
 */
@FunctionalInterface
public interface Computation<T, E extends Exception> {
    /** Computes it. */
    T get() throws E;
}
