package dev.marigold.scene.geometry;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the solids that rays meet: a bounding volume hierarchy over all finite solids, and a list of the endless ones. Immutable and safe
 * for use by several threads, each with its own {@link Ray}.
 */
public final class SolidTree {
    private static final double NEAR = 1e-9;

    private final Solid[] solids;
    private final int[] endless;
    private final TreeNodes nodes;

    private SolidTree(Solid[] solids, int[] endless, TreeNodes nodes) {
        this.solids = solids;
        this.endless = endless;
        this.nodes = nodes;
    }

    /** Returns the tree over solids, which rays report by their place in the list. */
    public static SolidTree of(List<Solid> solids) {
        List<Integer> finite = new ArrayList<>();
        List<Integer> endless = new ArrayList<>();
        for (int i = 0; i < solids.size(); i++) {
            (solids.get(i) instanceof Plane ? endless : finite).add(i);
        }
        Solid[] all = solids.toArray(Solid[]::new);
        int[] order = finite.stream().mapToInt(Integer::intValue).toArray();
        return new SolidTree(all, endless.stream().mapToInt(Integer::intValue).toArray(), TreeNodes.build(all, order));
    }

    /**
     * Finds the nearest solid in front of a ray's origin; the ray keeps it.
     *
     * @param far how far to look, in multiples of the direction
     * @return whether there is one
     */
    public boolean nearest(Ray ray, double[] scratch, double far) {
        ray.distance = far;
        ray.solid = -1;
        // Neighbouring rays often meet the same solid: what lies behind it need not be looked at.
        if (ray.hint >= 0) {
            meet(ray, scratch, ray.hint);
        }
        for (int index : endless) {
            meet(ray, scratch, index);
        }
        nodes.walk(ray, scratch, this);
        ray.hint = ray.solid;
        if (ray.solid < 0) {
            ray.distance = Double.POSITIVE_INFINITY;
        }
        return ray.solid >= 0;
    }

    /** Returns whether anything is in front of a ray's origin, nearer than {@code far}. */
    public boolean blocks(Ray ray, double[] scratch, double far) {
        if (ray.hint >= 0 && solids[ray.hint].intersect(ray, scratch, NEAR, far) < far) {
            return true;
        }
        for (int index : endless) {
            if (solids[index].intersect(ray, scratch, NEAR, far) < far) {
                return true;
            }
        }
        return nodes.anyBlocks(ray, scratch, far, solids);
    }

    /** Fills in where a ray met its nearest solid. */
    public void locate(Ray ray, Hit hit) {
        solids[ray.solid].locate(ray, hit);
    }

    void meet(Ray ray, double[] scratch, int index) {
        double t = solids[index].intersect(ray, scratch, NEAR, ray.distance);
        if (t < ray.distance) {
            ray.distance = t;
            ray.solid = index;
        }
    }

    static double near() {
        return NEAR;
    }
}
