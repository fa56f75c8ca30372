/**
 * Tests of engines, on the conformance checkpoints and against operations in plain Java. Compiled into the tests of each module that has an
 * engine, and not published: they need the checkpoints.
 */
@NullMarked
package dev.marigold.engine;

import org.jspecify.annotations.NullMarked;
