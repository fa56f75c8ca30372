package dev.marigold.scene.geometry;

import java.util.Arrays;

/**
 * The nodes of a bounding volume hierarchy in arrays. Split by the surface area heuristic in bins (Wald, "On fast construction of SAH-based
 * bounding volume hierarchies", 2007).
 */
final class TreeNodes {
    private static final int BINS = 12;
    private static final int LEAF = 2;
    private static final int BOX = 6;
    /** Rays have a stack of so many nodes; deeper leaves hold what is left. */
    private static final int DEEPEST = Ray.STACK - 2;

    private final double[] boxes;
    /** Of an inner node: its second child, the first follows it. Of a leaf: minus its first solid's place, less 1. */
    private final int[] links;

    private final int[] counts;
    private final byte[] axes;
    private final int[] order;
    private int used;

    private TreeNodes(int[] order) {
        int most = Math.max(1, 2 * order.length);
        boxes = new double[BOX * most];
        links = new int[most];
        counts = new int[most];
        axes = new byte[most];
        this.order = order;
    }

    static TreeNodes build(Solid[] solids, int[] order) {
        double[][] boxes = new double[solids.length][];
        double[][] centres = new double[solids.length][];
        for (int index : order) {
            Vec low = solids[index].bounds().low();
            Vec high = solids[index].bounds().high();
            boxes[index] = new double[] {low.x(), low.y(), low.z(), high.x(), high.y(), high.z()};
            centres[index] = new double[] {low.x() + high.x(), low.y() + high.y(), low.z() + high.z()};
        }
        TreeNodes nodes = new TreeNodes(order);
        if (order.length > 0) {
            nodes.split(0, order.length, new Extents(boxes, centres), 0);
        }
        return nodes;
    }

    private void split(int from, int to, Extents solids, int depth) {
        int node = used++;
        double[] box = emptyBox();
        double[] spread = emptyBox();
        for (int i = from; i < to; i++) {
            grow(box, solids.boxes()[order[i]]);
            growPoint(spread, solids.centres()[order[i]]);
        }
        System.arraycopy(box, 0, boxes, BOX * node, BOX);
        Cut cut = to - from <= LEAF || depth >= DEEPEST ? Cut.NONE : bestCut(from, to, spread, solids);
        if (cut.axis() < 0) {
            links[node] = -from - 1;
            counts[node] = to - from;
            return;
        }
        int middle = partition(from, to, cut, solids.centres());
        axes[node] = (byte) cut.axis();
        split(from, middle, solids, depth + 1);
        links[node] = used;
        split(middle, to, solids, depth + 1);
    }

    private Cut bestCut(int from, int to, double[] spread, Extents solids) {
        Cut best = Cut.NONE;
        for (int axis = 0; axis < 3; axis++) {
            double low = spread[axis];
            double width = spread[3 + axis] - low;
            if (width < 1e-9) {
                continue;
            }
            double[][] binBoxes = new double[BINS][];
            int[] binCounts = new int[BINS];
            for (int i = from; i < to; i++) {
                int bin = bin(solids.centres()[order[i]][axis], low, width);
                if (binBoxes[bin] == null) {
                    binBoxes[bin] = emptyBox();
                }
                grow(binBoxes[bin], solids.boxes()[order[i]]);
                binCounts[bin]++;
            }
            best = cheaper(best, axis, low, width, binBoxes, binCounts);
        }
        return best;
    }

    private static Cut cheaper(Cut best, int axis, double low, double width, double[][] boxes, int[] counts) {
        double[] rightCost = new double[BINS];
        double[] box = emptyBox();
        int count = 0;
        for (int i = BINS - 1; i > 0; i--) {
            if (counts[i] > 0) {
                grow(box, boxes[i]);
                count += counts[i];
            }
            rightCost[i] = count == 0 ? Double.MAX_VALUE : area(box) * count;
        }
        Cut found = best;
        box = emptyBox();
        count = 0;
        for (int i = 1; i < BINS; i++) {
            if (counts[i - 1] > 0) {
                grow(box, boxes[i - 1]);
                count += counts[i - 1];
            }
            double cost = count == 0 ? Double.MAX_VALUE : area(box) * count + rightCost[i];
            if (cost < found.cost()) {
                found = new Cut(axis, low, width, i, cost);
            }
        }
        return found;
    }

    private int partition(int from, int to, Cut cut, double[][] centres) {
        int[] sorted = new int[to - from];
        int left = 0;
        int right = sorted.length;
        for (int i = from; i < to; i++) {
            if (bin(centres[order[i]][cut.axis()], cut.low(), cut.width()) < cut.bin()) {
                sorted[left++] = order[i];
            } else {
                sorted[--right] = order[i];
            }
        }
        System.arraycopy(sorted, 0, order, from, sorted.length);
        return from + left;
    }

    void walk(Ray ray, double[] scratch, SolidTree tree) {
        if (used == 0) {
            return;
        }
        int[] stack = ray.stack;
        int depth = 0;
        int node = 0;
        while (true) {
            if (enters(ray, node, ray.distance)) {
                if (links[node] >= 0) {
                    boolean forward = direction(ray, axes[node]) >= 0;
                    stack[depth++] = forward ? links[node] : node + 1;
                    node = forward ? node + 1 : links[node];
                    continue;
                }
                int first = -links[node] - 1;
                for (int i = first; i < first + counts[node]; i++) {
                    tree.meet(ray, scratch, order[i]);
                }
            }
            if (depth == 0) {
                return;
            }
            node = stack[--depth];
        }
    }

    boolean anyBlocks(Ray ray, double[] scratch, double far, Solid[] solids) {
        if (used == 0) {
            return false;
        }
        int[] stack = ray.stack;
        int depth = 0;
        int node = 0;
        while (true) {
            if (enters(ray, node, far)) {
                if (links[node] >= 0) {
                    stack[depth++] = links[node];
                    node = node + 1;
                    continue;
                }
                int first = -links[node] - 1;
                for (int i = first; i < first + counts[node]; i++) {
                    if (solids[order[i]].intersect(ray, scratch, SolidTree.near(), far) < far) {
                        ray.hint = order[i];
                        return true;
                    }
                }
            }
            if (depth == 0) {
                return false;
            }
            node = stack[--depth];
        }
    }

    private boolean enters(Ray ray, int node, double far) {
        int at = BOX * node;
        double enter = (boxes[at + ray.nearX] - ray.originX) * ray.inverseX;
        double leave = (boxes[at + 3 - ray.nearX] - ray.originX) * ray.inverseX;
        double enterY = (boxes[at + 1 + ray.nearY] - ray.originY) * ray.inverseY;
        double leaveY = (boxes[at + 4 - ray.nearY] - ray.originY) * ray.inverseY;
        enter = enterY > enter ? enterY : enter;
        leave = leaveY < leave ? leaveY : leave;
        if (enter > leave) {
            return false;
        }
        double enterZ = (boxes[at + 2 + ray.nearZ] - ray.originZ) * ray.inverseZ;
        double leaveZ = (boxes[at + 5 - ray.nearZ] - ray.originZ) * ray.inverseZ;
        enter = enterZ > enter ? enterZ : enter;
        leave = leaveZ < leave ? leaveZ : leave;
        return enter <= leave && leave >= 0 && enter <= far;
    }

    private static double direction(Ray ray, int axis) {
        return axis == 0 ? ray.directionX : axis == 1 ? ray.directionY : ray.directionZ;
    }

    private static int bin(double centre, double low, double width) {
        return Math.min(BINS - 1, (int) ((centre - low) / width * BINS));
    }

    private static double[] emptyBox() {
        double[] box = new double[BOX];
        Arrays.fill(box, 0, 3, Double.MAX_VALUE);
        Arrays.fill(box, 3, BOX, -Double.MAX_VALUE);
        return box;
    }

    private static void grow(double[] box, double[] other) {
        for (int i = 0; i < 3; i++) {
            box[i] = Math.min(box[i], other[i]);
            box[3 + i] = Math.max(box[3 + i], other[3 + i]);
        }
    }

    private static void growPoint(double[] box, double[] point) {
        for (int i = 0; i < 3; i++) {
            box[i] = Math.min(box[i], point[i]);
            box[3 + i] = Math.max(box[3 + i], point[i]);
        }
    }

    private static double area(double[] box) {
        double x = box[3] - box[0];
        double y = box[4] - box[1];
        double z = box[5] - box[2];
        return x * y + y * z + z * x;
    }

    /** Where solids are, needed as long as the nodes are made: {@code centres} are twice the middles of their boxes. */
    @SuppressWarnings("ArrayRecordComponent") // Handed down while the nodes are made, never compared.
    private record Extents(double[][] boxes, double[][] centres) {}

    /** Where to split a node; axis -1 for not at all. */
    private record Cut(int axis, double low, double width, int bin, double cost) {
        static final Cut NONE = new Cut(-1, 0, 1, 0, Double.MAX_VALUE);
    }
}
