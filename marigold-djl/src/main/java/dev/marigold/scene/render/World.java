package dev.marigold.scene.render;

import dev.marigold.scene.geometry.SolidTree;
import dev.marigold.scene.light.Light;
import dev.marigold.scene.light.Sky;
import dev.marigold.scene.texture.Material;
import dev.marigold.scene.texture.Rgb;
import java.util.List;

/**
 * All there is to see.
 *
 * @param tree the solids
 * @param materials one for each solid, in the tree's order
 * @param lights at least one
 * @param sky what lies beyond
 * @param air ambient light and haze
 */
public record World(SolidTree tree, List<Material> materials, List<Light> lights, Sky sky, Air air) {
    /**
     * What fills the space.
     *
     * @param ambient irradiance that arrives everywhere by way of many reflections
     * @param bounce share of the lamps' light that is taken to reach surfaces that are seen only by reflection
     * @param haze share of light scattered away per metre
     * @param skyShare share of the sky's light that surfaces gather; less where windows count as lights already
     */
    public record Air(Rgb ambient, double bounce, double haze, double skyShare) {}
}
