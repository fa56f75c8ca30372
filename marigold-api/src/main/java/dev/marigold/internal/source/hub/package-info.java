/**
 * Fetches checkpoints from a Hugging Face hub into the cache that its Python library uses, so that either finds what the other fetched.
 * It sends the user's token to the configured hub only, and believes neither the names nor the contents it receives.
 *
 * <p>Cache layout: <a href="https://huggingface.co/docs/hub/local-cache">Hub Local Cache</a>.
 */
@NullMarked
package dev.marigold.internal.source.hub;

import org.jspecify.annotations.NullMarked;
