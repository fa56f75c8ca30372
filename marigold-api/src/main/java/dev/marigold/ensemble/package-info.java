/**
 * Built-in ways to merge several depth predictions of one picture, registered like anybody's plugin: {@code least-squares} (the
 * default), {@code reference}, {@code median} and {@code mean}. {@code docs/ensembling.md} compares them. Depth only: surface normals
 * and intrinsic images need no alignment and are not merged here.
 */
@NullMarked
package dev.marigold.ensemble;

import org.jspecify.annotations.NullMarked;
