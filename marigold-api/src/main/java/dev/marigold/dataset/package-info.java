/**
 * Pictures with measured depth: the published layouts of NYUv2, KITTI, ETH3D, ScanNet, DIODE, Hypersim and Virtual KITTI 2, and
 * lists of one's own. Evaluation and training both read from here; nothing here knows about either.
 */
@NullMarked
package dev.marigold.dataset;

import org.jspecify.annotations.NullMarked;
