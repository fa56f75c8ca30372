/**
 * Places: each class puts together one kind of scene from props and surfaces.
 */
@NullMarked
package dev.marigold.scene.composition;

import org.jspecify.annotations.NullMarked;
