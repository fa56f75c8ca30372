/**
 * Conformance kits for plugin authors, one abstract test class for each service provider interface: subclass it, hand it your provider, run
 * it with JUnit. Rules are numbered as in {@code docs/spi.md}. The kits need JUnit Jupiter and AssertJ on the test path.
 */
@NullMarked
package dev.marigold.testkit;

import org.jspecify.annotations.NullMarked;
