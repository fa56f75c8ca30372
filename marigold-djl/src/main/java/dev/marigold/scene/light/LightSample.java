package dev.marigold.scene.light;

/** Light that arrives at a point from one point of a light source. Reused by one thread. */
public final class LightSample {
    /** Unit direction to the light. */
    public double towardsX;
    /** Unit direction to the light. */
    public double towardsY;
    /** Unit direction to the light. */
    public double towardsZ;
    /** How far the light is, metres. */
    public double distance;
    /** Irradiance of a surface that faces the light. */
    public double red;
    /** Irradiance of a surface that faces the light. */
    public double green;
    /** Irradiance of a surface that faces the light. */
    public double blue;

    /** Creates an empty sample. */
    public LightSample() {}
}
