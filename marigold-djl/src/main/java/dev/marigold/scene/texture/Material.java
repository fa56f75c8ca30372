package dev.marigold.scene.texture;

/**
 * How a surface answers light.
 *
 * @param texture the colours, in the thing's own metres, turned and moved by {@code placing}
 * @param placing scale and offset of the texture
 * @param gloss share of light reflected like a mirror at a right angle, in [0, 1]
 * @param polish sharpness of highlights: the exponent of Blinn and Phong, at least 1
 * @param glow radiance that the surface sends out, per unit of its colour; 0 for none
 */
public record Material(Texture texture, Placing placing, double gloss, double polish, double glow) {
    /** Returns a dull material. */
    public static Material dull(Texture texture) {
        return new Material(texture, Placing.NONE, 0, 1, 0);
    }

    /** Returns a glossy material. */
    public static Material glossy(Texture texture, double gloss, double polish) {
        return new Material(texture, Placing.NONE, gloss, polish, 0);
    }

    /** Returns a material that sends out light of its own colours. */
    public static Material glowing(Texture texture, double glow) {
        return new Material(texture, Placing.NONE, 0, 1, glow);
    }

    /** Returns this material with its texture placed otherwise. */
    public Material placed(Placing other) {
        return new Material(texture, other, gloss, polish, glow);
    }

    /**
     * Where a texture lies on a surface.
     *
     * @param cos cosine of its turn
     * @param sin sine of its turn
     * @param shiftU moved by, metres
     * @param shiftV moved by, metres
     */
    public record Placing(double cos, double sin, double shiftU, double shiftV) {
        /** As it is. */
        public static final Placing NONE = new Placing(1, 0, 0, 0);
    }

    /** Writes the colour at a spot, whose u and v it moves. */
    public void paint(Spot spot, double[] rgb) {
        double u = placing.cos * spot.u + placing.sin * spot.v + placing.shiftU;
        spot.v = placing.cos * spot.v - placing.sin * spot.u + placing.shiftV;
        spot.u = u;
        texture.paint(spot, rgb);
    }
}
