package dev.marigold.spi;

/** Makes ensemblers of one kind. */
public interface EnsemblerProvider {
    /** Returns the id users select this ensembler by: {@code [a-z][a-z0-9-]*}, unique. */
    String id();

    /** Creates an ensembler. Called at most once per estimator, and once whenever members are merged apart from it. */
    Ensembler create();
}
