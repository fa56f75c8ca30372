/**
 * Turns Hypersim as its authors publish it, HDF5 files of radiance and distance, into the pictures and depth maps that Marigold was trained on
 * ({@link dev.marigold.dataset.PublishedLayout#HYPERSIM}).
 */
@NullMarked
package dev.marigold.dataset.hypersim;

import org.jspecify.annotations.NullMarked;
