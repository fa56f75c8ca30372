/** What a training minimises; settings only. */
@NullMarked
package dev.marigold.training.objective;

import org.jspecify.annotations.NullMarked;
