package dev.marigold.dataset;

/**
 * Which part of a picture is evaluated; which choices a layout has is said by {@link PublishedLayout#validAreas()}.
 */
public enum ValidArea {
    /** The whole picture. */
    WHOLE,

    /**
     * The crop of Eigen et al. (2014, <a href="https://arxiv.org/abs/1406.2283">arXiv:1406.2283</a>). NYUv2: rows 45 to 471, columns 41 to
     * 601 of 480 x 640 (exclusive ends). KITTI: rows 0.3324324 to 0.91351351 of the height, columns 0.0359477 to 0.96405229 of the width.
     */
    EIGEN,

    /**
     * The crop of Garg et al. (2016, <a href="https://arxiv.org/abs/1603.04992">arXiv:1603.04992</a>) for KITTI: rows 0.40810811 to
     * 0.99189189 of the height, columns 0.03594771 to 0.96405229 of the width.
     */
    GARG
}
