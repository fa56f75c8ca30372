/**
 * What plugin authors implement. Each provider has an id and one factory, is registered in {@code META-INF/services} (and with
 * {@code provides} in a module), and does no work in its constructor. Services are immutable and safe for use by several threads; what
 * belongs to one picture lives in objects they hand out. See {@code docs/spi.md} for the rules and the conformance kits.
 */
@NullMarked
package dev.marigold.spi;

import org.jspecify.annotations.NullMarked;
