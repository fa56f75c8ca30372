/**
 * Finds plugins: the only place that calls {@link java.util.ServiceLoader}. Providers are indexed by id; class-path order decides
 * nothing. Not exported.
 */
@NullMarked
package dev.marigold.internal.provider;

import org.jspecify.annotations.NullMarked;
