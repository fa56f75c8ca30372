/**
 * From depth in metres to space: {@link dev.marigold.geometry.BackProjection} makes point clouds and meshes, which PLY, OBJ and GLB files
 * hold. In memory the axes are those of the camera: x right, y down, z forward.
 */
@NullMarked
package dev.marigold.geometry;

import org.jspecify.annotations.NullMarked;
