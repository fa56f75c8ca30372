/**
 * What can go wrong, as one sealed family of unchecked exceptions. Misuse of the API (a bad argument, use after close) is reported
 * with the exceptions of the JDK instead, and reading or writing a file declares {@link java.io.IOException}.
 */
@NullMarked
package dev.marigold.error;

import org.jspecify.annotations.NullMarked;
