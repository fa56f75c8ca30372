package dev.marigold.image;

/** The size of a predicted map. */
public enum OutputSize {
    /** The size of the picture: the map is resized from the processing resolution. */
    INPUT,
    /** The size the networks worked at, without padding: the map is not resized. */
    PROCESSING
}
