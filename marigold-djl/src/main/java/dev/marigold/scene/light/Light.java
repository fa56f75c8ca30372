package dev.marigold.scene.light;

/** A source of light with an extent: shadows are soft. Immutable. */
public interface Light {
    /**
     * Finds what arrives at a point from one point of the source, nothing in between.
     *
     * @param ball a random point of the unit sphere's surface, which picks the point of the source
     */
    void reach(double x, double y, double z, double[] ball, LightSample sample);
}
