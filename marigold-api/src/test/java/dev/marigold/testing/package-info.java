/** What tests of several packages share. */
@NullMarked
package dev.marigold.testing;

import org.jspecify.annotations.NullMarked;
